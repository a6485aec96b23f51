// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandline.h"

/// Runs a command that shows no window (and has no server of its own). Returns the exit code.
int runCommand(const CommandLine &line);

// Each returns the exit code.
int runSiteAdd(const CommandLine &line);
int runSiteList(const CommandLine &line);
int runSiteSet(const CommandLine &line);
int runSiteRemove(const CommandLine &line);
int runSiteErase(const CommandLine &line);
int runSiteSnippet(const CommandLine &line);
int runSiteVerify(const CommandLine &line);
int runLinkAdd(const CommandLine &line);
int runLinkEdit(const CommandLine &line);
int runLinkList(const CommandLine &line);
int runLinkRemove(const CommandLine &line);
int runLinkImport(const CommandLine &line);
int runLinkExport(const CommandLine &line);
int runLinkQr(const CommandLine &line);
int runTokenAdd(const CommandLine &line);
int runTokenList(const CommandLine &line);
int runTokenRemove(const CommandLine &line);
int runDataList(const CommandLine &line);
int runDataImport(const CommandLine &line);
int runDataRemove(const CommandLine &line);
int runCatalogRestore(const CommandLine &line);
int runDataConfirm(const CommandLine &line);
int runDataRecreate(const CommandLine &line);
int runDataCountryOnly(const CommandLine &line);
int runQueryRealtime(const CommandLine &line);
int runQueryTotals(const CommandLine &line);
int runQuerySeries(const CommandLine &line);
int runQueryBreakdown(const CommandLine &line);
int runExportHits(const CommandLine &line);
int runSimulate(const CommandLine &line);
int runLoad(const CommandLine &line);
int runVerify(const CommandLine &line);
int runBackup(const CommandLine &line);
int runRebuild(const CommandLine &line);
