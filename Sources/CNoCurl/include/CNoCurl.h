#ifndef TIKU_CNOCURL_H
#define TIKU_CNOCURL_H

// The HTTP server's package can be a client as well, by way of Foundation's networking, by way of libcurl. Tiku opens no connection to
// anywhere. These stand in for libcurl where Foundation goes into the binary, so that it needs no libcurl where it runs, and cannot
// fetch anything. Whoever calls one of them finds out at once.

#endif
