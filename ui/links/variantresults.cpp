// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/variantresults.h"

#include "core/links/confidence.h"
#include "ui/links/linkcounter.h"
#include "ui/links/linktext.h"
#include "ui/look/theme.h"
#include "ui/past/pasttext.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/onelinelabel.h"

#include <QGridLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace {

/// A share with its interval, and that of the weight, on an axis from 0 to 1.
class IntervalBar final : public QWidget
{
public:
    IntervalBar(const ShareInterval &interval, double share, double expected, QWidget *parent) :
        QWidget(parent), m_interval(interval), m_share(share), m_expected(expected)
    {
        setMinimumWidth(80);
    }
    QSize sizeHint() const override { return {240, TextScale::scaled(16)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal middle = height() / 2.0, room = width() - 8.0;
        const auto x = [&](double share) { return 4 + room * share; };
        painter.setPen(theme.line);
        painter.drawLine(QPointF(4, middle), QPointF(width() - 4.0, middle));
        painter.setPen(QPen(theme.muted, 1.2));
        painter.drawLine(QPointF(x(m_expected), middle - 6), QPointF(x(m_expected), middle + 6));
        painter.setPen(QPen(theme.accentDim, 4, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(x(m_interval.low), middle), QPointF(x(m_interval.high), middle));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent);
        painter.drawEllipse(QPointF(x(m_share), middle), 4, 4);
    }

private:
    ShareInterval m_interval;
    double m_share, m_expected;
};

} // namespace

VariantResults::VariantResults(StatsQuestions &stats, const SiteQuestions &sites, QWidget *parent) :
    QWidget(parent), m_stats(stats), m_source(sites), m_said(new PlainLabel(this))
{
    setObjectName(QStringLiteral("variantResults"));
    m_said->setObjectName(QStringLiteral("variantSentence"));
    m_said->setWordWrap(true);
    setTone(m_said, Tone::Muted);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_said);
    column->addStretch(1);
}

void VariantResults::setLink(const Link &link)
{
    const bool isOther = link.code != m_link.code;
    m_link = link;
    if (isOther)
        clear();
}

void VariantResults::clear()
{
    delete m_rows;
    m_rows = nullptr;
    m_said->clear();
}

void VariantResults::reload()
{
    if (m_link.variants.isEmpty()) {
        m_asking.cancel();
        m_said->setText(
            tr("This link has one destination. Edit it to compare several: each visitor keeps the "
               "one that chance gave."));
        return;
    }
    StatsQuery query;
    query.site = m_link.site;
    query.link = m_link.code;
    query.timezone = zoneOfSite(m_source, m_link.site);
    query.wantsTotals = false;
    BreakdownQuery list;
    list.dimension = propertyDimension(QStringLiteral("variant"));
    list.metrics = Metric::Hits;
    list.orderBy = Metric::Hits;
    list.limit = 1000;
    list.leavesOutMissing = true;
    query.breakdowns = {list};
    m_asking = m_stats.stats(query, this, [this](const Result<StatsTable> &answer) { show(answer); });
}

void VariantResults::show(const Result<StatsTable> &answer)
{
    clear();
    if (!answer) {
        m_said->setText(answer.error().message);
        Q_EMIT changed();
        return;
    }
    QHash<QString, qint64> clicks;
    for (const Breakdown &list : answer->breakdowns) {
        for (const BreakdownRow &row : list.rows)
            clicks[row.value] += row.counts.hits;
    }
    qint64 whole = 0;
    int weights = 0;
    for (const LinkVariant &variant : std::as_const(m_link.variants)) {
        whole += clicks.value(variant.name);
        weights += variant.weight;
    }
    m_rows = new QWidget(this);
    auto *grid = new QGridLayout(m_rows);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(10);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(5, 1);
    const auto say = [&](const QString &text, int row, int column, Qt::Alignment side = Qt::AlignLeft) {
        QLabel *label = column == 1 ? new OneLineLabel(text, m_rows) : new PlainLabel(text, m_rows);
        label->setAlignment(side | Qt::AlignVCenter);
        if (row == 0) {
            label->setFont(Type::caption());
            setTone(label, Tone::Muted);
        }
        grid->addWidget(label, row, column);
        return label;
    };
    const QString titles[] = {tr("Name"), tr("Goes to"), tr("Clicks"), tr("Share"), tr("95 % interval")};
    for (int column = 0; column < 5; ++column)
        say(titles[column], 0, column, column > 1 ? Qt::AlignRight : Qt::AlignLeft);
    bool areAsWeighted = true;
    for (qsizetype i = 0; i < m_link.variants.size(); ++i) {
        const LinkVariant &variant = m_link.variants.at(i);
        const int row = static_cast<int>(i) + 1;
        const qint64 own = clicks.value(variant.name);
        const double share = whole > 0 ? static_cast<double>(own) / static_cast<double>(whole) : 0;
        const double expected = static_cast<double>(variant.weight) / weights;
        const ShareInterval interval = shareInterval(own, whole);
        areAsWeighted = areAsWeighted && interval.low <= expected && expected <= interval.high;
        say(LineText::part(LineText::shortened(variant.name, 24)), row, 0)->setFont(Type::strong());
        say(LinkText::wholeDestination(variant.url), row, 1);
        say(Format::number(own), row, 2, Qt::AlignRight)
            ->setObjectName(QStringLiteral("variantClicks%1").arg(row));
        say(whole > 0 ? PastText::share(share) : QStringLiteral("—"), row, 3, Qt::AlignRight);
        say(LineText::fill(tr("%1 – %2"), PastText::share(interval.low), PastText::share(interval.high)), row,
            4, Qt::AlignRight)
            ->setObjectName(QStringLiteral("variantInterval%1").arg(row));
        grid->addWidget(new IntervalBar(interval, share, expected, m_rows), row, 5);
    }
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, m_rows);
    m_said->setText(whole == 0 ? tr("No click has been sent to one of them yet.")
                        : areAsWeighted
                        ? tr("The upright line is the share of the weight: it lies within "
                             "each interval, as it should.")
                        : tr("The upright line is the share of the weight: at least one lies "
                             "outside of its interval. Chance does that once in twenty times; "
                             "so do weights that were changed, and a visitor who clicks often."));
    Q_EMIT changed();
}
