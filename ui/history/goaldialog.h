// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/goal.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QPushButton;

/// Edits a goal of a site: name, target, and value. Emits what to save.
class GoalDialog final : public QDialog
{
    Q_OBJECT

public:
    /// A new one when `goal.id` is empty; it gets an id when it is stored.
    explicit GoalDialog(const Goal &goal, QWidget *parent = nullptr);

Q_SIGNALS:
    void saved(const Goal &goal);

private:
    void check();
    Goal edited() const;

    Goal m_before;
    QLineEdit *m_name;
    QComboBox *m_target;
    QComboBox *m_match;
    QLineEdit *m_pattern;
    QComboBox *m_worth;
    QDoubleSpinBox *m_fixed;
    QLineEdit *m_property; ///< of the hit, with its value as worth
    QPushButton *m_save = nullptr;
};
