using Microsoft.Playwright;

namespace TextClassify.Page;

/// <summary>The system's own browser; Playwright downloads none.</summary>
internal static class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public static string? Executable { get; } =
        Environment.GetEnvironmentVariable("TEXTCLASSIFY_CHROMIUM") is { Length: > 0 } named ? named : Array.Find(Places, File.Exists);

    public static Task<IBrowser> StartAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"],
        });
}
