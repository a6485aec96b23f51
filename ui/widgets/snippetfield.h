// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

/// A text to copy in a frame, with a button that says for two seconds that it was copied.
class SnippetField final : public QWidget
{
    Q_OBJECT

public:
    explicit SnippetField(QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const { return m_code; }

Q_SIGNALS:
    void copied();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void copy();
    void offerCopy();

    QString m_code;
    QLabel *m_text; ///< the same with places to break it
    QPushButton *m_copy;
    QTimer m_said;
};
