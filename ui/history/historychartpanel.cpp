// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historychartpanel.h"

#include "core/questions/comparisonperiod.h"
#include "ui/look/picturehead.h"
#include "ui/look/theme.h"
#include "ui/past/pasttext.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace {

/// How a series looks in the chart.
class Swatch final : public QWidget
{
public:
    Swatch(bool dashed, QWidget *parent) : QWidget(parent), m_dashed(dashed) { setFixedSize(22, 14); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPen pen(m_dashed ? theme.muted : theme.accent, m_dashed ? 1.4 : 2);
        if (m_dashed)
            pen.setDashPattern({3, 2});
        painter.setPen(pen);
        painter.drawLine(QPointF(1, height() / 2.0), QPointF(width() - 1, height() / 2.0));
    }

private:
    bool m_dashed;
};

QLabel *quietLabel(QWidget *parent)
{
    auto *label = new PlainLabel(parent);
    label->setFont(Type::small());
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

/// What the dashed line shows.
QString comparedText(const StatsQuery &query, bool hasData)
{
    const QString days = PastText::days(*query.comparison, query.timezone);
    if (!hasData)
        return LineText::fill(HistoryChartPanel::tr("%1: no data"), days);
    return shareWeekdays(query.range, *query.comparison, query.timezone)
        ? LineText::fill(HistoryChartPanel::tr("%1, same weekdays"), days)
        : days;
}

} // namespace

HistoryChartPanel::HistoryChartPanel(QWidget *parent) :
    QWidget(parent),
    m_chart(new HistoryChart(this)),
    m_caption(new PlainLabel(this)),
    m_now(quietLabel(this)),
    m_before(quietLabel(this)),
    m_beforeLine(new Swatch(true, this))
{
    m_chart->setObjectName(QStringLiteral("historyChart"));
    m_chart->setAccessibleName(tr("Chart"));
    m_chart->setFixedHeight(280);
    m_caption->setFont(Type::caption());
    m_caption->setForegroundRole(QPalette::PlaceholderText);
    m_now->setObjectName(QStringLiteral("legendNow"));
    m_before->setObjectName(QStringLiteral("legendBefore"));
    auto *head = new FlowLayout(6);
    head->addWidget(m_caption);
    head->insertSpacing(head->count(), 2 * Metrics::kGrid);
    head->addWidget(new Swatch(false, this));
    head->addWidget(m_now);
    head->insertSpacing(head->count(), Metrics::kGrid);
    head->addWidget(m_beforeLine);
    head->addWidget(m_before);
    head->addStretch();
    auto *note = new Chip(tr("+ Note"), this);
    note->setObjectName(QStringLiteral("addAnnotation"));
    note->setCheckable(false);
    note->setToolTip(tr("Add a note to the time line; a double click in the chart does it at that place"));
    connect(note, &Chip::clicked, this, [this] {
        const HistoryChartData &picture = m_chart->data();
        const int bucket = m_chart->crosshair();
        const bool hasBucket = bucket >= 0 && bucket < picture.now.size();
        Q_EMIT annotationRequested(hasBucket ? picture.now.at(bucket).time.start : 0);
    });
    head->addWidget(note);
    head->insertSpacing(head->count(), Metrics::kGrid);
    auto *group = new QButtonGroup(this);
    const std::pair<QString, const char *> styles[] = {
        {tr("Line"), "styleLine"}, {tr("Area"), "styleArea"}, {tr("Bars"), "styleBars"}};
    for (const auto &[text, name] : styles) {
        auto *chip = new Chip(text, this);
        chip->setObjectName(QString::fromLatin1(name));
        group->addButton(chip);
        const auto style = static_cast<HistoryChart::Style>(m_styles.size());
        connect(chip, &Chip::clicked, this, [this, style] { m_chart->setStyle(style); });
        head->addWidget(chip);
        m_styles.append(chip);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kGrid);
    column->addLayout(head);
    column->addWidget(m_chart);
    connect(m_chart, &HistoryChart::rangeSelected, this, &HistoryChartPanel::rangeSelected);
    connect(m_chart, &HistoryChart::annotationRequested, this, &HistoryChartPanel::annotationRequested);
    connect(m_chart, &HistoryChart::annotationActivated, this, &HistoryChartPanel::annotationActivated);
    setStyle(HistoryChart::Style::Area);
    clear();
}

void HistoryChartPanel::setStyle(HistoryChart::Style style)
{
    m_chart->setStyle(style);
    m_styles.at(static_cast<int>(style))->setChecked(true);
}

void HistoryChartPanel::setAnswer(const StatsQuery &query, const StatsTable &table, Metric metric, Micros now)
{
    const Granularity granularity = query.granularity.value_or(Granularity::Day);
    HistoryChartData picture;
    picture.metric = metric;
    picture.granularity = granularity;
    picture.zone = query.timezone;
    picture.now = table.now.series;
    picture.before = table.before ? table.before->series : QList<StatsBucket>();
    picture.hasBefore = !table.before || table.before->hasData;
    picture.firstHit = table.firstHit;
    picture.annotations = m_chart->data().annotations;
    picture.range = query.range;
    const bool isRunning = !picture.now.isEmpty() && picture.now.constFirst().time.start <= now
        && now < picture.now.constLast().time.end;
    picture.runningFrom = isRunning ? now : 0;
    m_chart->setData(picture);
    m_caption->setText(LineText::fill(tr("%1 by %2"), MetricText::name(metric),
                                      PastText::granularity(granularity).toLower()));
    m_now->setText(PastText::days(table.now.range, query.timezone));
    m_before->setText(query.comparison ? comparedText(query, picture.hasBefore) : QString());
    m_before->setVisible(query.comparison.has_value());
    m_beforeLine->setVisible(query.comparison.has_value() && picture.hasBefore);
}

void HistoryChartPanel::setAnnotations(const QList<Annotation> &annotations)
{
    QList<Annotation> notes = annotations;
    for (Annotation &note : notes) {
        if (note.clockStep != 0)
            note.text = Format::clockStep(note.clockStep);
    }
    HistoryChartData picture = m_chart->data();
    if (picture.annotations == notes)
        return;
    picture.annotations = notes;
    m_chart->setData(picture);
}

void HistoryChartPanel::describe(PictureHead &head) const
{
    head.title = LineText::joined({head.title, m_caption->text()});
    head.keys.append({m_now->text()});
    if (!m_beforeLine->isHidden())
        head.keys.append({m_before->text(), true});
}

void HistoryChartPanel::clear()
{
    HistoryChartData empty;
    empty.annotations = m_chart->data().annotations;
    m_chart->setData(empty);
    m_caption->setText(tr("Counting…"));
    m_now->clear();
    m_before->clear();
    m_before->hide();
    m_beforeLine->hide();
}
