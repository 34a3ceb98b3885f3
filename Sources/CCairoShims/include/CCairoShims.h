// What cairo asks for and Swift cannot give.
#ifndef PINGXING_CCAIRO_SHIMS_H
#define PINGXING_CCAIRO_SHIMS_H

/// The address of a static object: a `cairo_user_data_key_t` needs an address that never moves.
const void *pingxing_user_data_key(void);

#endif
