// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;
class QVBoxLayout;

/// A line of a form: what it is about, the field, and below it what is wrong with it or follows from it.
/// Screen readers get both as name and description of the field. Main thread.
class FieldRow final : public QWidget
{
    Q_OBJECT

public:
    /// `input`: the part of `field` that gets the keyboard and is marked; null = the field itself.
    FieldRow(const QString &label, QWidget *field, QWidget *parent, QWidget *input = nullptr);

    QString label() const { return m_name; }
    /// Empty = nothing is wrong.
    void setProblem(const QString &sentence);
    QString problem() const { return m_sentence; }
    /// Muted, or as a warning; shown while nothing is wrong.
    void setNote(const QString &text, bool warns = false);
    /// The input.
    QWidget *input() const { return m_input; }

private:
    void showBelow();

    QString m_name;
    QWidget *m_input;
    QLabel *m_below;
    QString m_sentence;
    QString m_note;
    bool m_warns = false;
};

/// The widget from which the Tab key leads to this one. New fields are put between the two.
QWidget *reachedBefore(const QWidget *widget);

/// A part of a form that can be shut: a title with an arrow, and a summary while shut. Main thread.
class Fold final : public QWidget
{
    Q_OBJECT

public:
    Fold(const QString &title, const QString &objectName, QWidget *parent);

    QVBoxLayout *content() const { return m_column; }
    void setOpen(bool on);
    void setSummary(const QString &text);

private:
    QToolButton *m_head;
    QLabel *m_summary;
    QWidget *m_body;
    QVBoxLayout *m_column;
};
