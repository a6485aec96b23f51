// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

/// A notice about the numbers below it, with actions. Hidden while there
/// is no text.
class NoticeBar : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeBar(const QString &objectName, QWidget *parent = nullptr);

    QPushButton *addAction(const QString &text, const QString &objectName);
    /// Empty hides the bar and resets that it was dismissed.
    void setText(const QString &text);
    QString text() const;

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_said; ///< the text passed to setText(); the label's copy has places to break it
    QLabel *m_text;
    QWidget *m_actions;
    bool m_isDismissed = false;
};
