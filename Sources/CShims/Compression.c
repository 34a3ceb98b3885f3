#include <zlib.h>

// Cairo compresses every stream of a PDF with zlib's default level, and offers no other. Level 3 takes two thirds of the
// time, and the files are 2 % larger. A program's definition comes before the library's, as with DecimalText.c: in the
// whole process the default level is 3, and whoever names a level of his own gets it.
#undef deflateInit_
int deflateInit_(z_streamp stream, int level, const char *version, int size) {
  const int window_bits = 15, memory_level = 8;  // What zlib's own takes.
  return deflateInit2_(
      stream, level == Z_DEFAULT_COMPRESSION ? 3 : level, Z_DEFLATED, window_bits, memory_level, Z_DEFAULT_STRATEGY,
      version, size);
}
