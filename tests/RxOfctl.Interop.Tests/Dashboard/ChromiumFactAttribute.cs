namespace RxOfctl.Interop.Tests.Dashboard;

/// <summary>A test that needs chromium, as Debian installs it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public const string Executable = "/usr/bin/chromium";

    public ChromiumFactAttribute()
    {
        if (!File.Exists(Executable))
            Skip = "chromium is not installed.";
    }
}
