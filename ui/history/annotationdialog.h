// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/annotation.h"

#include <QDialog>

class QDateTimeEdit;
class QLineEdit;

/// Edits a note on the time line: its instant, in the site's zone, and its text. Emits what to do.
class AnnotationDialog final : public QDialog
{
    Q_OBJECT

public:
    /// A new one when `annotation.id` is 0.
    AnnotationDialog(const Annotation &annotation, const QString &zone, QWidget *parent = nullptr);

Q_SIGNALS:
    void saved(const Annotation &annotation);
    void removed(qint64 id);

private:
    Annotation edited() const;

    Annotation m_before;
    QString m_zone;
    QDateTimeEdit *m_at;
    QLineEdit *m_text;
};
