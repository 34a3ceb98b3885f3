#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <libxml/relaxng.h>
#include <libxml/xmlerror.h>

/// Frees memory that libxml2 allocated: `xmlFree` is a global variable, which Swift 6 does not import as safe.
static inline void pingxing_xml_free(void *memory) { xmlFree(memory); }
