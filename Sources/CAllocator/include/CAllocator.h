// Programs that depend on this target allocate with jemalloc; there is nothing to call.
#ifndef PINGXING_CALLOCATOR_H
#define PINGXING_CALLOCATOR_H

#endif
