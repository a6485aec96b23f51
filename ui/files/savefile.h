// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

/// Asks where to save; an empty name means cancelled. The suffix of the suggested name gives the format.
/// Tests replace it, so that no dialog opens.
using SaveFileHook = std::function<void(QWidget *parent, const QString &suggestedName,
                                        const std::function<void(const QString &)> &answer)>;

/// The file dialog of the platform, without a nested event loop.
void askForFileToSave(QWidget *parent, const QString &suggestedName,
                      const std::function<void(const QString &)> &answer);
