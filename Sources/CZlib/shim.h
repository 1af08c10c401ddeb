#ifndef TIKU_CZLIB_SHIM_H
#define TIKU_CZLIB_SHIM_H

#include <zlib.h>

// inflateInit2 is a macro, which Swift cannot see. 32: gzip or zlib, whichever the header says.
static inline int tiku_inflate_init(z_stream *stream) { return inflateInit2(stream, 15 + 32); }

#endif
