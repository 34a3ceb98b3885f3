// What the output needs and Swift cannot give: addresses that never move, and macros of the C library.
#ifndef PINGXING_CSHIMS_H
#define PINGXING_CSHIMS_H

/// The address of a static object: a `cairo_user_data_key_t` needs an address that never moves.
const void *pingxing_user_data_key(void);

/// Suits glibc's allocator to reports: trees of many small blocks that are freed together, again and again. To be called
/// once, before the first thread.
void pingxing_tune_allocator(void);

#endif
