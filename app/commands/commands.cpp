// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"

#include "app/commands/output.h"

#include <QHash>

int runCommand(const CommandLine &line)
{
    static const QHash<QString, int (*)(const CommandLine &)> kCommands {
        {QStringLiteral("site add"), runSiteAdd},
        {QStringLiteral("site list"), runSiteList},
        {QStringLiteral("site set"), runSiteSet},
        {QStringLiteral("site remove"), runSiteRemove},
        {QStringLiteral("site erase"), runSiteErase},
        {QStringLiteral("site snippet"), runSiteSnippet},
        {QStringLiteral("site verify"), runSiteVerify},
        {QStringLiteral("link add"), runLinkAdd},
        {QStringLiteral("link edit"), runLinkEdit},
        {QStringLiteral("link list"), runLinkList},
        {QStringLiteral("link remove"), runLinkRemove},
        {QStringLiteral("link import"), runLinkImport},
        {QStringLiteral("link export"), runLinkExport},
        {QStringLiteral("link qr"), runLinkQr},
        {QStringLiteral("token add"), runTokenAdd},
        {QStringLiteral("token list"), runTokenList},
        {QStringLiteral("token remove"), runTokenRemove},
        {QStringLiteral("data list"), runDataList},
        {QStringLiteral("data import"), runDataImport},
        {QStringLiteral("data remove"), runDataRemove},
        {QStringLiteral("catalog restore"), runCatalogRestore},
        {QStringLiteral("data confirm"), runDataConfirm},
        {QStringLiteral("data recreate"), runDataRecreate},
        {QStringLiteral("data country-only"), runDataCountryOnly},
        {QStringLiteral("query realtime"), runQueryRealtime},
        {QStringLiteral("query totals"), runQueryTotals},
        {QStringLiteral("query series"), runQuerySeries},
        {QStringLiteral("query breakdown"), runQueryBreakdown},
        {QStringLiteral("export hits"), runExportHits},
        {QStringLiteral("simulate"), runSimulate},
        {QStringLiteral("load"), runLoad},
        {QStringLiteral("verify"), runVerify},
        {QStringLiteral("backup"), runBackup},
        {QStringLiteral("rebuild"), runRebuild},
    };
    const auto command = kCommands.constFind(line.verb());
    if (command == kCommands.constEnd())
        return fail({QStringLiteral("usage"), QStringLiteral("there is no command \"%1\"").arg(line.verb())});
    return (*command)(line);
}
