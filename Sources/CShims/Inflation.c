#include "CShims.h"
#include <string.h>
#include <zlib.h>

long long pingxing_inflated_size(const unsigned char *data, size_t length, long long limit) {
  unsigned char scratch[65536];
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  if (inflateInit(&stream) != Z_OK) return -1;
  stream.next_in = (unsigned char *)data;
  stream.avail_in = (uInt)length;
  long long total = 0;
  int status = Z_OK;
  while (status == Z_OK && total <= limit) {
    stream.next_out = scratch;
    stream.avail_out = sizeof scratch;
    status = inflate(&stream, Z_NO_FLUSH);
    total += (long long)(sizeof scratch - stream.avail_out);
  }
  inflateEnd(&stream);
  return status == Z_STREAM_END || total > limit ? total : -1;
}
