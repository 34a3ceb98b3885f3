// Only what is documented as stable.
#include <zstd.h>
