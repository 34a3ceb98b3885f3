#include "CFuzzer.h"

// The library brings a main function along, which refers to this; the programs here have their own and hand their
// target to LLVMFuzzerRunDriver.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  (void)data;
  (void)size;
  return 0;
}
