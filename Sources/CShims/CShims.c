#include "CShims.h"

#include <malloc.h>

static const char user_data_key = 0;

const void *pingxing_user_data_key(void) { return &user_data_key; }

void pingxing_tune_allocator(void) {
  // With fast bins glibc merges all small blocks whenever a larger one is freed: a tenth of a report's time.
  mallopt(M_MXFAST, 0);
  // Memory that goes back to the system between two reports is cleared and handed out again page by page.
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
  mallopt(M_MMAP_THRESHOLD, 16 << 20);
}
