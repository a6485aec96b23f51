// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

/// The destinations of a link that are compared, with their weights and shares. Main thread.
class VariantsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit VariantsPanel(QWidget *parent);

    void setVariants(const QList<LinkVariant> &variants);
    QList<LinkVariant> variants() const;
    /// Of the first destination when the first two are added.
    void setDestination(const QString &url) { m_destination = url; }
    QWidget *firstField() const;

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        QWidget *line;
        QLineEdit *name;
        QLineEdit *url;
        QSpinBox *weight;
        QLabel *share;
    };

    void add(const LinkVariant &variant);
    void addMore();
    void remove(const QWidget *line);
    void updateShares();
    /// The first letter that no destination is called.
    QString freeName() const;

    QString m_destination;
    QList<Row> m_rows;
    QVBoxLayout *m_column;
    QPushButton *m_add;
};
