// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquestions.h"

#include <QObject>

class PastQuestion;
class QWidget;

/// Lets the user change the annotations and goals of a site, each in a dialog, and saves them. Main thread;
/// the references must outlive it.
class HistoryEditor final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryEditor)

public:
    /// Dialogs open above `window`.
    HistoryEditor(StatsQuestions &stats, PastQuestion &past, QWidget *window);

    void addAnnotation(Micros at); ///< 0 = now
    void editAnnotation(qint64 id);
    void editGoal(const QString &id); ///< empty = a new one
    void removeGoal(const QString &id);

Q_SIGNALS:
    void failed(const QString &message); ///< something was not saved

private:
    void openAnnotation(const Annotation &annotation);
    /// Handles the answer of saving.
    template <typename T>
    void onSaved(const Result<T> &saved);

    StatsQuestions &m_stats;
    PastQuestion &m_past;
    QWidget *m_window;
    Askings m_saves;
};
