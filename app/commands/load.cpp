#include "app/commands/commands.h"
#include "app/commands/output.h"
int runLoad(const CommandLine &) { return fail({QStringLiteral("usage"), QStringLiteral("soon")}); }
