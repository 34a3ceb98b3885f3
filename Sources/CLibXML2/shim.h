#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <libxml/relaxng.h>
#include <libxml/xmlerror.h>

static void pingxing_xml_ignore(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

/// Keeps libxml2 from printing on standard error, on this thread and on those to come: some faults of XPath reach no
/// handler of structured errors.
static inline void pingxing_xml_silence(void) {
  xmlSetGenericErrorFunc(NULL, pingxing_xml_ignore);
  xmlThrDefSetGenericErrorFunc(NULL, pingxing_xml_ignore);
}

/// Frees memory that libxml2 allocated: `xmlFree` is a global variable, which Swift 6 does not import as safe.
static inline void pingxing_xml_free(void *memory) { xmlFree(memory); }
