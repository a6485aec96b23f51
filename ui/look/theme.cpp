// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/theme.h"

#include "ui/look/scaledstyle.h"
#include "ui/text/textscale.h"

#include <QApplication>
#include <QFontDatabase>
#include <QLabel>
#include <QPalette>
#include <QPushButton>
#include <QStyle>
#include <QStyleHints>
#include <QWidget>

namespace {

constexpr int kRowText = 18; ///< of a row, at full size of texts
constexpr int kRowAround = 12; ///< above and below it, at any: large texts need not be far from each other

constexpr std::array<QRgb, 6> kVisitorColours {0xffe0659b, 0xffc58af0, 0xff2ec4b6,
                                               0xffb0cc5c, 0xff79a3f5, 0xfff0a35a};

std::array<QColor, 6> visitorColours(bool dark)
{
    std::array<QColor, 6> colours;
    for (std::size_t i = 0; i < colours.size(); ++i)
        colours[i] = dark ? QColor(kVisitorColours[i]) : QColor(kVisitorColours[i]).darker(112);
    return colours;
}

QPalette paletteFor(const Theme &theme)
{
    QPalette palette(theme.text, theme.raised, theme.line, theme.line, theme.control, theme.text, theme.text,
                     theme.window, theme.window);
    palette.setColor(QPalette::AlternateBase, theme.raised);
    palette.setColor(QPalette::ToolTipBase, theme.raised);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.muted);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.onAccent);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::LinkVisited, theme.accent);
    palette.setColor(QPalette::Mid, theme.control);
    palette.setColor(QPalette::Dark, theme.line);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.muted);
    return palette;
}

/// Only what every control of a kind shares; pages and rows paint themselves.
QString styleSheetFor(const Theme &theme)
{
    QString sheet = QStringLiteral(R"(
QToolTip { color: @text; background: @raised; border: 1px solid @control; padding: 4px 6px; }
QMenuBar { background: @window; color: @muted; border-bottom: 1px solid @line; padding: 2px 6px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @raised; color: @text; }
QMenu { background: @window; color: @text; border: 1px solid @control; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @raised; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QPushButton { color: @text; background: transparent; border: 1px solid @control; border-radius: 6px; padding: 6px 14px; }
QPushButton:hover { background: @raised; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @muted; border-color: @line; }
QPushButton[primary="true"] { color: @onaccent; background: @filled; border-color: @filled; font-weight: 600; }
QPushButton[primary="true"]:focus { border-color: @text; }
QPushButton[flat="true"] { border-color: transparent; padding: 4px 8px; }
QPushButton[flat="true"]:focus { border-color: @accent; }
QPushButton[danger="true"] { color: @bad; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolButton { color: @muted; background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 2px 4px; }
QToolButton:hover { background: @raised; color: @text; }
QToolButton:focus { border-color: @accent; }
QToolButton:checked { background: @raised; color: @text; }
QToolButton:disabled { background: transparent; }
QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit { background: @window; border: 1px solid @control; border-radius: 6px; padding: 5px 9px; selection-background-color: @accent; selection-color: @onaccent; }
QLineEdit#settingsSearch { border-radius: 15px; }
*[found="true"] { background: @chip; border-radius: 3px; }
QLineEdit#filterBox, QLineEdit#linksSearch { border-radius: 15px; padding: 5px 8px 5px 2px; font-size: @small; }
QLineEdit#paletteField, QLineEdit#paletteField:focus { border: none; background: transparent; font-size: @large; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus { border-color: @accent; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QPlainTextEdit[invalid="true"] { border: 2px solid @bad; padding: 4px 8px; }
QLabel[tone="warn"] { color: @warn; }
QLabel[tone="bad"] { color: @bad; }
QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { color: @muted; background: transparent; border: none; border-bottom: 2px solid transparent; padding: 8px 0 7px 0; margin-right: 24px; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
QTabBar::tab:focus { color: @accent; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator, QListView::indicator { width: @tick; height: @tick; border: 1px solid @muted; border-radius: 4px; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: @accent; border-color: @accent; image: url(:/clickscope/ui/check.svg); }
QCheckBox::indicator:focus { border-color: @accent; }
QCheckBox::indicator:checked:focus { border-color: @text; }
QListView#paletteList { background: transparent; border: none; }
QListWidget::item { padding: 4px 2px; border-radius: 4px; }
QListWidget::item:hover, QListWidget::item:selected { color: @text; background: @raised; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: transparent; }
QCalendarWidget QToolButton { color: @text; font-weight: 600; padding: 4px 8px; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QToolButton#siteMore { padding: 2px 0; }
QToolButton#siteMore::menu-indicator { image: none; }
QCalendarWidget QSpinBox { padding: 1px 4px; }
QComboBox#sitePicker { combobox-popup: 0; }
QComboBox#sitePicker QAbstractItemView::item { padding: 6px 8px; border-radius: 4px; }
QComboBox#sitePicker QAbstractItemView::item:selected { color: @text; background: @raised; }
QComboBox::drop-down, QDateTimeEdit::drop-down { border: none; width: @drop; }
QComboBox::down-arrow, QDateTimeEdit::down-arrow { image: url(:/clickscope/ui/@chevron.svg); width: @arrow; height: @arrow; }
QComboBox QAbstractItemView { color: @text; background: @window; border: 1px solid @control; selection-background-color: @raised; selection-color: @text; outline: none; padding: 4px; }
QHeaderView { background: @window; border: none; }
RowHeader::section { background: @window; color: @muted; border: none; border-bottom: 1px solid @line; padding: 0 6px; font-weight: 500; font-size: @small; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: @control; border-radius: 3px; min-height: 32px; margin: 2px; }
QScrollBar::handle:vertical:hover { background: @muted; }
QScrollBar::handle:vertical:disabled { background: transparent; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: @control; border-radius: 3px; min-width: 32px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: @raised; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QSplitter::handle { background: @line; }
)");
    const std::pair<QLatin1StringView, QColor> colours[] = {
        {QLatin1StringView("@filled"), theme.accentText}, // the accent, dark enough for a text on it
        {QLatin1StringView("@onaccent"), theme.onAccent}, {QLatin1StringView("@accent"), theme.accent},
        {QLatin1StringView("@control"), theme.control},   {QLatin1StringView("@window"), theme.window},
        {QLatin1StringView("@raised"), theme.raised},     {QLatin1StringView("@muted"), theme.muted},
        {QLatin1StringView("@line"), theme.line},         {QLatin1StringView("@text"), theme.text},
        {QLatin1StringView("@warn"), theme.warn},         {QLatin1StringView("@bad"), theme.bad},
        {QLatin1StringView("@chip"), theme.accentChip}};
    for (const auto &[name, colour] : colours)
        sheet.replace(name, colour.name());
    const auto pixels = [](int full) -> QString { // a builder would outlive its parts
        return QString::number(TextScale::scaled(full)) + QStringLiteral("px");
    };
    sheet.replace(QLatin1StringView("@small"), pixels(12));
    sheet.replace(QLatin1StringView("@large"), pixels(18));
    sheet.replace(QLatin1StringView("@tick"), pixels(14));
    sheet.replace(QLatin1StringView("@arrow"), pixels(12));
    sheet.replace(QLatin1StringView("@drop"), pixels(22));
    sheet.replace(QLatin1StringView("@chevron"),
                  theme.dark ? QLatin1StringView("chevron-dark") : QLatin1StringView("chevron-light"));
    return sheet;
}

bool platformIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    // An unresolved palette makes the application fall back to the platform's own.
    QApplication::setPalette(QPalette());
    return QApplication::palette().color(QPalette::Window).lightness() < 128;
}

QString familyName()
{
    static const QString family = QFontDatabase::hasFamily(QStringLiteral("Inter"))
        ? QStringLiteral("Inter")
        : QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    return family;
}

/// Gives the texts of widgets that have a font of their own the present size; the others follow the
/// application.
void scaleFonts(int before)
{
    if (before == TextScale::percent())
        return;
    constexpr const char *kPixels = "pixelsAtFullSize"; // rounding twice would make texts drift
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets) {
        QFont font = widget->font();
        if (!widget->testAttribute(Qt::WA_SetFont) || font.pixelSize() <= 0)
            continue;
        if (!widget->property(kPixels).isValid())
            widget->setProperty(kPixels, qRound(font.pixelSize() * 100.0 / before));
        font.setPixelSize(TextScale::scaled(widget->property(kPixels).toInt()));
        widget->setFont(font);
    }
}

constexpr const char *kSize = "sizeAtFullSize";

void scaleSize(QWidget &widget)
{
    const QSize size = widget.property(kSize).toSize();
    if (size.width() > 0)
        widget.setFixedWidth(TextScale::scaled(size.width()));
    if (size.height() > 0)
        widget.setFixedHeight(TextScale::scaled(size.height()));
}

/// The same for sizes that widgets were given by setScaledSize().
void scaleSizes(int before)
{
    if (before == TextScale::percent())
        return;
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets) {
        if (widget->property(kSize).isValid())
            scaleSize(*widget);
    }
}

QFont sized(int pixels, QFont::Weight weight)
{
    QFont font(familyName());
    font.setPixelSize(TextScale::scaled(pixels));
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

} // namespace

const Theme &Theme::light()
{
    static const Theme theme {
        .dark = false,
        .window = QColor(0xf6f7f9),
        .raised = QColor(0xeaeef2),
        .line = QColor(0xe3e7ec),
        .control = QColor(0xd3dae1),
        .text = QColor(0x16202a),
        .muted = QColor(0x566472),
        .faint = QColor(0xdfe5eb),
        .accent = QColor(0x0b8f80),
        .accentDim = QColor(0x80c3bc),
        .accentBar = QColor(0xd3e7e7),
        .accentRow = QColor(0xd9eaea),
        .accentChip = QColor(0xd6e9e8),
        .onAccent = QColor(0xffffff),
        .good = QColor(0x1a7f37),
        .warn = QColor(0x9a5b00),
        .bad = QColor(0xc62f3a),
        .accentText = QColor(0x066c61),
        .popup = QColor(0xffffff),
        .popupEdge = QColor(0xd3dae1),
        .popupChosen = QColor(0xeaeef2),
        .warnTint = QColor(0xf7eedd),
        .badTint = QColor(0xfaecee),
        .visitors = visitorColours(false),
    };
    return theme;
}

const Theme &Theme::darkTheme()
{
    static const Theme theme {
        .dark = true,
        .window = QColor(0x0f1317),
        .raised = QColor(0x1b232b),
        .line = QColor(0x222b34),
        .control = QColor(0x2b3641),
        .text = QColor(0xe6edf3),
        .muted = QColor(0x8b98a5),
        .faint = QColor(0x222c36),
        .accent = QColor(0x35c2b0),
        .accentDim = QColor(0x216a63),
        .accentBar = QColor(0x142d2d),
        .accentRow = QColor(0x132829),
        .accentChip = QColor(0x142a2a),
        .onAccent = QColor(0x08211d),
        .good = QColor(0x3fb950),
        .warn = QColor(0xe3a33b),
        .bad = QColor(0xf2606a),
        .accentText = QColor(0x35c2b0),
        .popup = QColor(0x12181d),
        .popupEdge = QColor(0x33404c),
        .popupChosen = QColor(0x1e2831),
        .warnTint = QColor(0x221c10),
        .badTint = QColor(0x25151a),
        .visitors = visitorColours(true),
    };
    return theme;
}

const Theme &Theme::of(const QWidget *widget)
{
    // What a style sheet makes transparent shows its parent.
    while (widget->parentWidget() && widget->palette().color(QPalette::Window).alpha() == 0)
        widget = widget->parentWidget();
    return widget->palette().color(QPalette::Window).lightness() < 128 ? darkTheme() : light();
}

void Theme::apply(Settings::Theme choice, int textPercent)
{
    const int before = TextScale::percent();
    TextScale::set(textPercent);
    const bool wantsDark = choice == Settings::Theme::System ? platformIsDark()
                                                             : choice == Settings::Theme::Dark;
    const Theme &theme = wantsDark ? darkTheme() : light();
    if (qApp->styleSheet().isEmpty()) // the first time
        QApplication::setStyle(new ScaledStyle);
    QApplication::setFont(Type::body());
    QApplication::setPalette(paletteFor(theme));
    qApp->setStyleSheet(styleSheetFor(theme));
    scaleSizes(before);
    scaleFonts(before); // a style sheet gives widgets back the fonts they had before
}

/// A style sheet looks at properties only when it meets the widget.
void setStyleProperty(QWidget *widget, const char *name, const QVariant &value)
{
    widget->setProperty(name, value);
    const QFont font = widget->font();
    widget->style()->unpolish(widget); // gives back the font of the size that texts had at first
    widget->style()->polish(widget);
    if (widget->testAttribute(Qt::WA_SetFont))
        widget->setFont(font);
}

void setScaledSize(QWidget *widget, int width, int height)
{
    widget->setProperty(kSize, QSize(width, height));
    scaleSize(*widget);
}

int Metrics::row()
{
    return TextScale::scaled(kRowText) + kRowAround;
}

int Metrics::barRow()
{
    return TextScale::scaled(28);
}

int Metrics::sidebar()
{
    return widened(188);
}

int Metrics::widened(int pixels)
{
    return (pixels + TextScale::scaled(pixels)) / 2;
}

void makePrimary(QPushButton *button)
{
    setStyleProperty(button, "primary", true);
}

void setTone(QLabel *label, Tone tone)
{
    setStyleProperty(label, "tone",
                     tone == Tone::Warn      ? QStringLiteral("warn")
                         : tone == Tone::Bad ? QStringLiteral("bad")
                                             : QString());
    // A style sheet that says nothing leaves the palette.
    label->setForegroundRole(tone == Tone::Muted ? QPalette::PlaceholderText : QPalette::WindowText);
}

QFont Type::caption()
{
    QFont font = sized(11, QFont::DemiBold);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.5);
    font.setCapitalization(QFont::AllUppercase);
    return font;
}

QFont Type::small()
{
    return sized(12, QFont::Normal);
}

QFont Type::body()
{
    return sized(13, QFont::Normal);
}

QFont Type::strong()
{
    return sized(13, QFont::DemiBold);
}

QFont Type::number()
{
    return sized(24, QFont::DemiBold);
}

QFont Type::display()
{
    return sized(76, QFont::DemiBold);
}
