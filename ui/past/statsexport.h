// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquestions.h"
#include "ui/files/savefile.h"

#include <QList>
#include <QObject>

#include <functional>

class QWidget;

/// Exports what pages about the past show to files and to the clipboard. Asks for everything again, lists
/// whole and with every metric, and lets the source write it. Main thread; the source must outlive it.
class StatsExport final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatsExport)

public:
    explicit StatsExport(StatsQuestions &source, QWidget *parent);

    /// A section in names of files: "totals", "country".
    static QString nameOf(const StatsSection &section);
    void setSaveFileHook(SaveFileHook hook) { m_saveFile = std::move(hook); }
    /// One section as CSV; asks for a file name.
    void save(const StatsQuery &question, const StatsSection &section);
    void copy(const StatsQuery &question, const StatsSection &section);
    /// Several sections beside each other: NAME-totals.csv, NAME-page.csv and so on; SITE-`name` is
    /// suggested.
    void saveAll(const StatsQuery &question, const QString &name, const QList<StatsSection> &sections);
    /// A picture: asks for a name, then `draw` writes the file and returns whether it could.
    void savePicture(const QString &suggested, const std::function<bool(const QString &fileName)> &draw);

Q_SIGNALS:
    void finished(const QString &message);

private:
    void saveFiles(const StatsQuery &question, const QList<StatsFile> &files);

    StatsQuestions &m_source;
    QWidget *m_window;
    SaveFileHook m_saveFile = askForFileToSave;
    Askings m_askings;
};
