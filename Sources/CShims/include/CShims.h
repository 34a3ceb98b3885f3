// What the output needs and Swift cannot give: addresses that never move, and macros of the C library.
#ifndef PINGXING_CSHIMS_H
#define PINGXING_CSHIMS_H

#include <stddef.h>

/// The address of a static object: a `cairo_user_data_key_t` needs an address that never moves.
const void *pingxing_user_data_key(void);

/// Writes a number with 1 to 12 decimals as `snprintf` with `%.*f` does, rounded half to even, and returns its length; -1
/// where the number is too large for it, not finite, or the locale has another decimal point. DecimalText.c says why.
int pingxing_fixed(char *target, size_t size, double value, int decimals);

/// How many bytes a zlib stream of less than 4 GB holds, without keeping them; stops beyond `limit` and returns more than
/// it. -1 where the stream is damaged or ends early.
long long pingxing_inflated_size(const unsigned char *data, size_t length, long long limit);

#endif
