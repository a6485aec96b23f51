// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

struct OpenFilesQuestion
{
    QString title;
    QString filter; ///< as QFileDialog accepts it
    bool takesSeveral = false;
};

/// Asks which files to read; does not call back when cancelled. Tests replace it, so that no dialog
/// opens.
using OpenFilesHook = std::function<void(QWidget *parent, const OpenFilesQuestion &question,
                                         const std::function<void(const QStringList &)> &answer)>;

/// The file dialog of the platform, without a nested event loop.
void askForFiles(QWidget *parent, const OpenFilesQuestion &question,
                 const std::function<void(const QStringList &)> &answer);
