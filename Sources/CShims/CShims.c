#include "CShims.h"

static const char user_data_key = 0;

const void *pingxing_user_data_key(void) { return &user_data_key; }
