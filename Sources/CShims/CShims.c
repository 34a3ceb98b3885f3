#include "CShims.h"

#include <stdlib.h>

static const char user_data_key = 0;

const void *pingxing_user_data_key(void) { return &user_data_key; }

// libxml2 allocates with malloc unless xmlMemSetup is called, and this program never calls it.
void pingxing_xml_free(void *memory) { free(memory); }
