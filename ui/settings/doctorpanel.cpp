// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/doctorpanel.h"

#include "core/questions/observations.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/settings/diagnosis.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int kAgainMs = 30'000;
constexpr int kSign = 16; ///< pixels at full size of texts

QString signOf(Finding::Level level)
{
    switch (level) {
    case Finding::Level::Broken: return QStringLiteral("rejected");
    case Finding::Level::Look: return QStringLiteral("warning");
    case Finding::Level::Unknown: return QStringLiteral("question");
    case Finding::Level::Well: break;
    }
    return QStringLiteral("check");
}

QColor colourOf(Finding::Level level, const Theme &theme)
{
    switch (level) {
    case Finding::Level::Broken: return theme.bad;
    case Finding::Level::Look: return theme.warn;
    case Finding::Level::Unknown: return theme.muted;
    case Finding::Level::Well: break;
    }
    return theme.good;
}

QString wordOf(Finding::Level level)
{
    switch (level) {
    case Finding::Level::Broken: return DoctorPanel::tr("Broken");
    case Finding::Level::Look: return DoctorPanel::tr("Look at this");
    case Finding::Level::Unknown: return DoctorPanel::tr("Unknown");
    case Finding::Level::Well: break;
    }
    return DoctorPanel::tr("Well");
}

/// The sign of a finding, in the colour of the theme.
class Sign final : public QWidget
{
public:
    Sign(Finding::Level level, QWidget *parent) : QWidget(parent), m_level(level)
    {
        setScaledSize(this, kSign, kSign);
        setAccessibleName(wordOf(level));
        setToolTip(PlainText::toolTip(wordOf(level)));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.drawPixmap(
            0, 0,
            iconPixmap(signOf(m_level), colourOf(m_level, Theme::of(this)), width(), devicePixelRatioF()));
    }

private:
    const Finding::Level m_level;
};

} // namespace

DoctorPanel::DoctorPanel(CollectorControl &collector, const Clock &clock, QWidget *parent) :
    QWidget(parent),
    m_collector(collector),
    m_clock(clock),
    m_head(new PlainLabel(this)),
    m_check(new QPushButton(tr("Check again"), this)),
    m_rows(new QVBoxLayout)
{
    setObjectName(QStringLiteral("doctorPanel"));
    m_head->setObjectName(QStringLiteral("doctorHead"));
    m_head->setWordWrap(true);
    setTone(m_head, Tone::Muted);
    m_check->setObjectName(QStringLiteral("doctorCheck"));
    m_rows->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->addWidget(m_head, 1);
    head->addWidget(m_check, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kGrid);
    column->addLayout(head);
    column->addLayout(m_rows);
    m_again.setInterval(kAgainMs);
    connect(&m_again, &QTimer::timeout, this, &DoctorPanel::check);
    connect(m_check, &QPushButton::clicked, this, &DoctorPanel::check);
    updateHead();
}

void DoctorPanel::check()
{
    m_check->setEnabled(false);
    m_asking = m_collector.observe(this, [this](const Result<Observations> &seen) {
        m_check->setEnabled(true);
        if (!seen) {
            m_head->setText(seen.error().message);
            return;
        }
        m_checkedAt = m_clock.elapsed();
        present(diagnose(*seen));
        const bool leadsHere = std::ranges::any_of(seen->addresses, [&](const LocalAddress &address) {
            return seen->namedAddresses.contains(address.address);
        });
        Q_EMIT nameFound(leadsHere ? seen->name : QString());
    });
}

void DoctorPanel::present(const QList<Finding> &findings)
{
    if (findings != m_findings) { // else the keyboard stays where it is
        m_findings = findings;
        while (QLayoutItem *row = m_rows->takeAt(0)) {
            row->widget()->hide();
            row->widget()->deleteLater();
            delete row;
        }
        for (const Finding &finding : findings) {
            QWidget *row = rowOf(finding);
            m_rows->addWidget(row);
            row->show();
        }
    }
    updateHead();
    const auto toLookAt = std::ranges::count_if(
        m_findings, [](const Finding &finding) { return finding.level <= Finding::Level::Look; });
    Q_EMIT checked(static_cast<int>(toLookAt));
}

void DoctorPanel::updateHead()
{
    if (m_checkedAt == 0) {
        m_head->setText(tr("Looking at what hits need on their way here…"));
        return;
    }
    const auto count = [this](Finding::Level level) {
        return std::ranges::count(m_findings, level, &Finding::level);
    };
    QStringList parts;
    if (const auto well = count(Finding::Level::Well); well > 0)
        parts.append(LineText::fill(tr("%1 well"), Format::number(well)));
    if (const auto look = count(Finding::Level::Look) + count(Finding::Level::Broken); look > 0)
        parts.append(LineText::fill(tr("%1 to look at"), Format::number(look)));
    if (const auto unknown = count(Finding::Level::Unknown); unknown > 0)
        parts.append(LineText::fill(tr("%1 that cannot be seen from here"), Format::number(unknown)));
    m_head->setText(LineText::fill(tr("What hits need on their way here: %1. Looked at every 30 seconds."),
                                   parts.join(QStringLiteral(", "))));
}

QWidget *DoctorPanel::rowOf(const Finding &finding)
{
    auto *row = new QWidget(this);
    row->setObjectName(QStringLiteral("doctor_") + finding.code);
    auto *sign = new Sign(finding.level, row);
    auto *title = new PlainLabel(finding.title, row);
    title->setFont(Type::strong());
    title->setFixedWidth(Metrics::widened(130));
    title->setWordWrap(true);
    auto *sentence = new PlainLabel(LineText::breakable(finding.sentence), row);
    sentence->setObjectName(QStringLiteral("doctorSentence"));
    sentence->setWordWrap(true);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(sentence);
    if (!finding.command.isEmpty()) {
        auto *command = new PlainLabel(LineText::breakable(finding.command), row);
        command->setObjectName(QStringLiteral("doctorCommand"));
        command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        command->setWordWrap(true);
        command->setTextInteractionFlags(Qt::TextSelectableByMouse);
        auto *copy = new QPushButton(tr("Copy the command"), row);
        copy->setObjectName(QStringLiteral("doctorCopy"));
        connect(copy, &QPushButton::clicked, this,
                [text = finding.command] { QGuiApplication::clipboard()->setText(text); });
        texts->addWidget(command);
        texts->addWidget(copy, 0, Qt::AlignLeft);
    }
    if (!finding.proxy.isEmpty()) {
        auto *trust = new QPushButton(LineText::fill(tr("Trust %1"), finding.proxy), row);
        trust->setObjectName(QStringLiteral("doctorTrust"));
        connect(trust, &QPushButton::clicked, this,
                [this, proxy = finding.proxy] { Q_EMIT trustWanted(proxy); });
        texts->addWidget(trust, 0, Qt::AlignLeft);
    }
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, Metrics::kGrid, 0, Metrics::kGrid);
    line->setSpacing(12);
    line->addWidget(sign, 0, Qt::AlignTop);
    line->addWidget(title, 0, Qt::AlignTop);
    line->addLayout(texts, 1);
    return row;
}

void DoctorPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_again.start();
    check();
}

void DoctorPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_again.stop();
    m_asking.cancel();
    m_check->setEnabled(true);
}
