// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"

#include <QWidget>

#include <optional>

class FieldRow;
class QCheckBox;
class QDateTimeEdit;
class QLabel;
class QLineEdit;
class QPushButton;

/// Who may use a link, until when, and where its clicks go then. Main thread.
class EndPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit EndPanel(QWidget *parent);

    void setLink(const Link &link, const QString &zone, Micros now);
    /// The zone of the site that was chosen: the written time stays.
    void setZone(const QString &zone);
    void writeTo(Link &link) const;
    /// A new password, none from now on (empty), or nothing when it stays.
    std::optional<QString> password() const;
    /// Of the number of clicks, which is typed; empty = it is one.
    QString clicksProblem() const;
    /// Of the time, if it was changed.
    QString expiryProblem(Micros now) const;
    FieldRow *expiryRow() const { return m_expiryRow; }
    FieldRow *clicksRow() const { return m_clicksRow; }
    FieldRow *fallbackRow() const { return m_fallbackRow; }
    /// "password, ends 24 Dec 2026": for the title while shut.
    QString summary() const;

Q_SIGNALS:
    void changed();

private:
    Micros expiry() const;
    std::optional<qint64> clicks() const;
    void updatePassword();

    QString m_zone;
    Micros m_storedExpiry = 0;
    Micros m_shownExpiry = 0; ///< what the field says of it: without seconds
    bool m_hasPassword = false; ///< stored
    bool m_removesPassword = false;
    QLineEdit *m_password;
    QPushButton *m_show;
    QPushButton *m_remove;
    QCheckBox *m_ends;
    QDateTimeEdit *m_when;
    QLabel *m_zoneName;
    QLineEdit *m_clicks;
    QLineEdit *m_fallback;
    FieldRow *m_passwordRow;
    FieldRow *m_expiryRow;
    FieldRow *m_clicksRow;
    FieldRow *m_fallbackRow;
};
