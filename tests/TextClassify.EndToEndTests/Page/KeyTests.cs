using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TextClassify.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>The page of a service that asks who calls.</summary>
public sealed partial class KeyTests(Site site)
{
    private const string Key = "a-key-of-twenty-four-characters";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_ServiceWithKeys_AsksForOneKeepsItForTheTabAndForgetsIt()
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
        await using var service = new ServiceProcess(
            ["--Security:Keys:analyst:Hash", $"sha256:{hash}", "--Security:Keys:analyst:Scopes", "classify,explain,states"]);
        await service.ReadyAsync(Cancel);
        await using var page = await site.OpenAsync(service);
        var field = page.Page.GetByLabel("Key", new() { Exact = true });

        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This service asks for a key.");
        Assert.Empty(await page.SeriousViolationsAsync());
        await EnterAsync("a-key-that-is-not-known-here");
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The service does not take this key.");
        await EnterAsync(Key);
        await page.WriteAsync("A fine film");

        await Expect(field).ToHaveCountAsync(0);
        Assert.DoesNotContain(Key, page.Page.Url, StringComparison.Ordinal);
        // The text reaches the address a moment after it is drawn, and a reload reads it from there.
        await Expect(page.Page).ToHaveURLAsync(TextInAddress());
        await page.Page.ReloadAsync();
        await page.DrawnAsync("A fine film");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Forget the key" }).ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This service asks for a key.");

        async Task EnterAsync(string key)
        {
            await field.FillAsync(key);
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Use this key" }).ClickAsync();
        }
    }

    [GeneratedRegex("text=A\\+fine\\+film")]
    private static partial Regex TextInAddress();
}
