// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/past/question.h"

class PastQuestion;
class QDialog;
class QWidget;
class StatsQuestions;

/// Shows a dialog that does not block, without a nested event loop; it deletes itself when closed.
/// F1 in it asks for help.
void openDialog(QDialog *dialog);

/// Lets the user choose the values of `group`; without values it is a new one. The choice is asked at once.
void openFilterDialog(PastQuestion &past, StatsQuestions &stats, const FilterGroup &group, QWidget *parent);

/// Lets the user choose the days of the range, or of the comparison.
void openDaysDialog(PastQuestion &past, bool isComparison, QWidget *parent);
