// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/concernpanel.h"

#include "ui/look/theme.h"
#include "ui/widgets/noticebar.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace {

/// What the button that mends a concern says; empty when there is nothing to press.
QString remedyOf(const QString &code)
{
    static const QHash<QString, QString> texts {
        {QStringLiteral("database_gone"), ConcernPanel::tr("Write a New Database")},
        {QStringLiteral("database_log_gone"), ConcernPanel::tr("Write It Anew")},
        {QStringLiteral("database_log_overwritten"), ConcernPanel::tr("Go On Without It")},
        {QStringLiteral("database_overwritten"), ConcernPanel::tr("Begin a New Database")},
        {QStringLiteral("database_replaced"), ConcernPanel::tr("Use This Database")},
    };
    return texts.value(code);
}

} // namespace

ConcernPanel::ConcernPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("concernPanel"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kGrid, Metrics::kGrid, Metrics::kGrid, 0);
    column->setSpacing(Metrics::kGrid);
    hide();
}

void ConcernPanel::setConcerns(const QList<Concern> &concerns)
{
    for (auto bar = m_bars.begin(); bar != m_bars.end();) {
        if (std::ranges::find(concerns, bar.key(), &Concern::code) != concerns.end()) {
            ++bar;
            continue;
        }
        (*bar)->hide();
        (*bar)->deleteLater();
        bar = m_bars.erase(bar);
    }
    for (const Concern &concern : concerns) {
        NoticeBar *&bar = m_bars[concern.code];
        if (!bar)
            bar = addBar(concern);
        bar->setText(concern.message);
        bar->setFailing(concern.level == Concern::Level::Failing);
    }
    const bool showsAny = std::ranges::any_of(m_bars, [](const NoticeBar *bar) { return !bar->isHidden(); });
    setVisible(showsAny);
}

NoticeBar *ConcernPanel::addBar(const Concern &concern)
{
    const QString code = concern.code;
    auto *bar = new NoticeBar(QStringLiteral("concern_") + code, this);
    if (const QString remedy = remedyOf(code); !remedy.isEmpty()) {
        connect(bar->addAction(remedy, bar->objectName() + QStringLiteral("Repair")), &QPushButton::clicked,
                this, [this, code] { Q_EMIT answered(code, ConcernAnswer::Repair); });
    }
    connect(bar, &NoticeBar::dismissed, this, [this, code, canConfirm = concern.canConfirm] {
        if (canConfirm)
            Q_EMIT answered(code, ConcernAnswer::Confirm);
        setVisible(std::ranges::any_of(m_bars, [](const NoticeBar *other) { return !other->isHidden(); }));
    });
    layout()->addWidget(bar);
    return bar;
}
