// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/maptimebar.h"

#include "ui/look/theme.h"
#include "ui/text/buckettext.h"
#include "ui/text/datetext.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/onelinelabel.h"
#include "ui/worldmap/mapdaystrip.h"
#include "ui/worldmap/playbutton.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPainter>

namespace {

constexpr int kBarsHeight = 54;
constexpr int kRoomForKeys = 760; ///< pixels of width, below which the keys are not named

QString speedText(double daysPerSecond)
{
    if (daysPerSecond == 1)
        return MapTimeBar::tr("1 day/s");
    return LineText::fill(MapTimeBar::tr("%1 days/s"), QLocale().toString(daysPerSecond));
}

QDate civilDay(const TimeBucket &day)
{
    return QDate(1970, 1, 1).addDays(utcDay(day.start + day.offset * kMicrosPerSecond));
}

} // namespace

MapTimeBar::MapTimeBar(MapPlay &play, QWidget *parent) :
    QWidget(parent),
    m_play(play),
    m_button(new PlayButton(this)),
    m_title(new PlainLabel(this)),
    m_detail(new OneLineLabel(this)),
    m_speed(new Chip(speedText(play.speed()), this)),
    m_loop(new Chip(tr("Loop"), this)),
    m_whole(new Chip(tr("Whole range"), this)),
    m_keys(new PlainLabel(tr("P play · , . day"), this)),
    m_strip(new MapDayStrip(this))
{
    setObjectName(QStringLiteral("mapTimeBar"));
    // Of the height, bars and notes take what they take at any size of texts.
    setFixedHeight(std::max(kHeight, kBarsHeight + TextScale::scaled(kHeight - kBarsHeight)));
    buildControls();
    buildLayout();
    addKeys(parent);
    connect(&m_play, &MapPlay::changed, this, &MapTimeBar::showPlay);
    showPlay();
}

void MapTimeBar::buildControls()
{
    m_button->setObjectName(QStringLiteral("mapPlay"));
    m_title->setObjectName(QStringLiteral("mapPlayTitle"));
    m_title->setFont(Type::strong());
    m_detail->setObjectName(QStringLiteral("mapPlayDetail"));
    m_detail->setFont(Type::small());
    m_detail->setForegroundRole(QPalette::PlaceholderText);
    m_keys->setFont(Type::small());
    m_keys->setForegroundRole(QPalette::PlaceholderText);
    m_speed->setObjectName(QStringLiteral("mapSpeed"));
    m_speed->setArrow(true);
    m_speed->setAccessibleName(tr("Speed"));
    m_loop->setObjectName(QStringLiteral("mapLoop"));
    m_loop->setCheckable(true);
    m_loop->setToolTip(tr("Begin again after the last day"));
    m_whole->setObjectName(QStringLiteral("mapWholeRange"));
    m_whole->setToolTip(tr("Show all days together (0)"));
    m_strip->setObjectName(QStringLiteral("mapDays"));
    m_strip->setAccessibleName(tr("Days"));
    auto *speeds = new QMenu(this);
    speeds->setObjectName(QStringLiteral("mapSpeeds"));
    m_speeds = new QActionGroup(this);
    for (const double speed : MapPlay::kSpeeds) {
        QAction *action = m_speeds->addAction(PlainText::caption(speedText(speed)));
        action->setCheckable(true);
        action->setData(speed);
        speeds->addAction(action);
        connect(action, &QAction::triggered, this, [this, speed] { m_play.setSpeed(speed); });
    }
    connect(m_speed, &Chip::clicked, this,
            [this, speeds] { speeds->popup(m_speed->mapToGlobal(QPoint(0, -speeds->sizeHint().height()))); });
    connect(m_button, &PlayButton::clicked, &m_play, &MapPlay::togglePlaying);
    connect(m_loop, &Chip::toggled, &m_play, &MapPlay::setLooping);
    connect(m_whole, &Chip::clicked, &m_play, &MapPlay::showWholeRange);
    connect(m_strip, &MapDayStrip::dayChosen, &m_play, &MapPlay::goTo);
    connect(m_strip, &MapDayStrip::stepped, &m_play, &MapPlay::step);
}

void MapTimeBar::buildLayout()
{
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_detail);
    auto *top = new QHBoxLayout;
    top->setSpacing(Metrics::kGrid + 4);
    top->addWidget(m_button);
    top->addLayout(words, 1);
    for (QWidget *control : {static_cast<QWidget *>(m_speed), static_cast<QWidget *>(m_loop),
                             static_cast<QWidget *>(m_whole), static_cast<QWidget *>(m_keys)})
        top->addWidget(control);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, Metrics::kGrid + 2, 0, 0);
    column->setSpacing(Metrics::kGrid);
    column->addLayout(top);
    column->addWidget(m_strip);
    column->addStretch(1);
}

void MapTimeBar::addKeys(QWidget *page)
{
    const auto add = [this, page](int key, const char *name, auto act) {
        auto *action = new QAction(this);
        action->setObjectName(QString::fromLatin1(name));
        action->setShortcut(QKeySequence(key));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        page->addAction(action);
        connect(action, &QAction::triggered, &m_play, act);
        return action;
    };
    add(Qt::Key_P, "mapKeyPlay", [this] { m_play.togglePlaying(); });
    add(Qt::Key_Comma, "mapKeyBefore", [this] { m_play.step(-1); });
    add(Qt::Key_Period, "mapKeyAfter", [this] { m_play.step(1); });
    add(Qt::Key_Home, "mapKeyFirst", [this] { m_play.goTo(0); });
    add(Qt::Key_End, "mapKeyLast", [this] { m_play.goTo(static_cast<int>(m_play.bars().size()) - 1); });
    m_wholeKey = add(Qt::Key_0, "mapKeyWhole", [this] { m_play.showWholeRange(); });
}

void MapTimeBar::setTerms(const Terms &terms)
{
    m_terms = terms;
    m_strip->setNotes(terms.notes);
    showPlay();
}

void MapTimeBar::showPlay()
{
    const bool isDay = m_play.day() != MapPlay::kWholeRange;
    setVisible(m_play.canPlay());
    m_wholeKey->setEnabled(isDay);
    m_button->setPlaying(m_play.isPlaying());
    m_speed->setText(speedText(m_play.speed()));
    m_speed->updateGeometry();
    const QList<QAction *> speeds = m_speeds->actions();
    for (QAction *action : speeds)
        action->setChecked(action->data().toDouble() == m_play.speed());
    m_loop->setChecked(m_play.loops());
    m_whole->setVisible(isDay);
    m_strip->setDays(m_play.bars(), m_terms.metric, m_terms.zone, m_terms.now);
    m_strip->setDay(m_play.day());
    if (!m_play.canPlay())
        return;
    m_title->setText(dayText());
    m_detail->setText(countText());
    m_strip->setAccessibleDescription(LineText::joined({m_title->text(), m_detail->text()}));
}

QString MapTimeBar::dayText() const
{
    const QList<StatsBucket> &bars = m_play.bars();
    if (m_play.day() == MapPlay::kWholeRange)
        return DateText::days(civilDay(bars.constFirst().time), civilDay(bars.constLast().time));
    return BucketText(bars, Granularity::Day, m_terms.zone).span(m_play.day());
}

QString MapTimeBar::countText() const
{
    if (!m_play.error().isEmpty())
        return LineText::fill(tr("The days could not be read: %1"), m_play.error());
    if (m_play.isReading())
        return tr("Reading the days…");
    const QList<StatsBucket> &bars = m_play.bars();
    if (m_play.day() == MapPlay::kWholeRange)
        return LineText::joined({m_terms.whole, tr("whole range, a day at a time with Play")});
    const double count = bars.at(m_play.day()).counts.value(m_terms.metric);
    return LineText::joined(
        {MetricText::sentence(m_terms.metric, count),
         LineText::fill(tr("day %1 of %2"), Format::number(m_play.day() + 1), Format::number(bars.size()))});
}

void MapTimeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(Theme::of(this).line);
    painter.drawLine(QPointF(0, 0.5), QPointF(width(), 0.5));
}

void MapTimeBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_keys->setVisible(width() >= kRoomForKeys);
}
