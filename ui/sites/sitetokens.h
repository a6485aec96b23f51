// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/tokenquestions.h"

#include <QWidget>

class Clock;
class QLabel;
class QVBoxLayout;

/// The tokens that open a site over HTTP: what each may do, since when, and when it was used. Main thread;
/// the references must outlive it.
class SiteTokens final : public QWidget
{
    Q_OBJECT

public:
    SiteTokens(TokenQuestions &source, const Clock &clock, QWidget *parent = nullptr);

    void setSite(const QString &site);
    /// Asks for the tokens again.
    void reload();
    bool isSettled() const { return !m_asking.isOpen(); }

Q_SIGNALS:
    void newTokenWanted();
    void revokeWanted(const Token &token);
    void settledChanged();

private:
    void show(const QList<Token> &tokens);
    QWidget *rowOf(const Token &token);

    TokenQuestions &m_source;
    const Clock &m_clock;
    QString m_site;
    Asking m_asking;
    QVBoxLayout *m_rows;
    QLabel *m_note; ///< instead of rows
};
