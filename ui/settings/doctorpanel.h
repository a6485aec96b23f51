// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/collectorcontrol.h"
#include "core/types/clock.h"
#include "ui/settings/finding.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

/// What may keep hits from arriving, looked at now and again while it is shown. Main thread; the references
/// must outlive it.
class DoctorPanel final : public QWidget
{
    Q_OBJECT

public:
    DoctorPanel(CollectorControl &collector, const Clock &clock, QWidget *parent = nullptr);

    /// Looks again.
    void check();
    bool isSettled() const { return !m_asking.isOpen(); }
    const QList<Finding> &findings() const { return m_findings; }

Q_SIGNALS:
    /// The number of findings that want somebody's attention.
    void checked(int toLookAt);
    /// A name under which others reach this computer; empty = there is none.
    void nameFound(const QString &name);
    void trustWanted(const QString &proxy);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void present(const QList<Finding> &findings);
    void updateHead();
    QWidget *rowOf(const Finding &finding);

    CollectorControl &m_collector;
    const Clock &m_clock;
    Asking m_asking;
    QList<Finding> m_findings;
    Micros m_checkedAt = 0; ///< Clock::elapsed(); 0 = not yet
    QTimer m_again;
    QLabel *m_head;
    QPushButton *m_check;
    QVBoxLayout *m_rows;
};
