// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>

/// The last change of a setting, for the head of the page: named for a while, and taken back by undo(). Main
/// thread.
class SettingsChanges final : public QObject
{
    Q_OBJECT

public:
    explicit SettingsChanges(QObject *parent = nullptr);

    /// "Port changed to 8788". `undo` must not use what is gone within kShown.
    void note(const QString &what, std::function<void()> undo);
    /// Empty when there is none, or not any more.
    QString what() const { return m_what; }
    bool canUndo() const { return static_cast<bool>(m_undo); }
    void undo();

Q_SIGNALS:
    void changed();

private:
    void clear();

    QString m_what;
    std::function<void()> m_undo;
    QTimer m_shown;
};
