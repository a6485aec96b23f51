// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/site.h"

#include <QStackedWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;
class SnippetField;

/// Shows one of the four states of a region: skeleton while loading, the reason while empty, or the data.
/// An error is a strip above the data, which stays.
class StatePanel final : public QWidget
{
    Q_OBJECT

public:
    enum class State : quint8 { Loading, Empty, Data };

    /// Sets the widget that shows data.
    explicit StatePanel(QWidget *dataWidget, QWidget *parent = nullptr);

    void setState(State state);
    /// While empty, the widget that shows data stays in view behind the reason, faded.
    void setDataBehindReason(bool on);
    State state() const { return m_state; }
    /// Why there is nothing, and what to do: headline, sentence, up to two actions.
    void setEmptyText(const QString &headline, const QString &sentence);
    /// Why a site without any hit is empty: what to put into its pages, and the snippet to copy.
    void setAwaitsFirstHit(const Site &site, const QString &collectorUrl);
    /// A text to copy, shown in a frame with a button; empty = none.
    void setSnippet(const QString &text);
    QString snippet() const;
    QPushButton *addEmptyAction(const QString &text, const QString &objectName, bool primary);
    /// Empty text hides the strip.
    void setError(const QString &text);
    QString errorText() const;

Q_SIGNALS:
    void retryRequested();
    void snippetCopied();

private:
    QWidget *buildEmpty();
    QWidget *buildError();

    State m_state = State::Data;
    bool m_hasDataBehind = false;
    QStackedWidget *m_stack;
    QWidget *m_errorStrip = nullptr;
    QLabel *m_errorLabel = nullptr;
    QLabel *m_headline = nullptr;
    QLabel *m_sentence = nullptr;
    SnippetField *m_snippet = nullptr;
    QWidget *m_actions = nullptr;
};
