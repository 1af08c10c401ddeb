#ifndef TIKU_CLIBXML2_SHIM_H
#define TIKU_CLIBXML2_SHIM_H

// Debian builds libxml2 with ICU, whose headers clash with those inside Swift's Foundation. Nothing that Tiku uses of
// libxml2 depends on them.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#endif
