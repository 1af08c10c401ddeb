#ifndef TIKU_CLINUX_SHIM_H
#define TIKU_CLINUX_SHIM_H

#include <sys/syscall.h>
#include <unistd.h>

// glibc declares renameat2 only under _GNU_SOURCE, which Swift's import of glibc does not set.
static inline int tiku_exchange(const char *first, const char *second) {
    return (int)syscall(SYS_renameat2, -100 /* AT_FDCWD */, first, -100, second, 2u /* RENAME_EXCHANGE */);
}

#endif
