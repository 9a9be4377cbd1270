using MudBlazor;

namespace RxOfctl.Web.Dashboard.Parts;

/// <summary>The colours and fonts of the page. The fonts are those of the system, so that none is loaded.</summary>
internal static class Look
{
    private static readonly string[] SystemFonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

    /// <summary>The attributes of a table with a name for screen readers.</summary>
    public static Dictionary<string, object?> Label(string name) => new() { ["aria-label"] = name };

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0f766e",
            Secondary = "#4f46e5",
            Info = "#0369a1",
            Success = "#15803d",
            Warning = "#b45309",
            Error = "#b91c1c",
            Background = "#f6f7f9",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#1f2933",
            DrawerBackground = "#ffffff",
            DrawerText = "#1f2933",
            DrawerIcon = "#52606d",
            TextPrimary = "#1f2933",
            TextSecondary = "#52606d",
            TableLines = "#e4e7eb",
            Divider = "#e4e7eb",
            LinesDefault = "#e4e7eb",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#2dd4bf",
            PrimaryContrastText = "#06201d",
            Secondary = "#a5b4fc",
            Info = "#38bdf8",
            Success = "#4ade80",
            Warning = "#fbbf24",
            Error = "#f87171",
            Background = "#11161c",
            Surface = "#1a2129",
            AppbarBackground = "#1a2129",
            AppbarText = "#e4e9ee",
            DrawerBackground = "#1a2129",
            DrawerText = "#e4e9ee",
            DrawerIcon = "#9aa8b5",
            TextPrimary = "#e4e9ee",
            TextSecondary = "#9aa8b5",
            TableLines = "#2b3540",
            Divider = "#2b3540",
            LinesDefault = "#2b3540",
        },
        Typography = new()
        {
            Default = new DefaultTypography { FontFamily = SystemFonts, FontSize = "0.9rem" },
            H5 = new H5Typography { FontFamily = SystemFonts, FontSize = "1.3rem", FontWeight = "600" },
            H6 = new H6Typography { FontFamily = SystemFonts, FontSize = "1.05rem", FontWeight = "600" },
            Button = new ButtonTypography { FontFamily = SystemFonts, TextTransform = "none", FontWeight = "600" },
        },
        LayoutProperties = new() { DefaultBorderRadius = "8px", DrawerWidthLeft = "220px" },
    };
}
