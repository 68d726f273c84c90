using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace TextClassify.Page;

/// <summary>Files of reviews as people have them, made of the texts that the shipped sentiment model was chosen on.</summary>
internal static class ReviewFile
{
    /// <summary>The first <paramref name="count"/> development texts with their labels.</summary>
    public static async Task<(string Text, string Label)[]> RowsAsync(TextPage page, int count)
    {
        using var http = new HttpClient();
        var rows = new List<(string, string)>();
        while (rows.Count < count)
        {
            string part = $"models/sentiment/1/corpus?offset={rows.Count}&limit={Math.Min(200, count - rows.Count)}";
            var answer = await http.GetFromJsonAsync<JsonElement>(new Uri(new Uri(page.Page.Url), part));
            rows.AddRange(answer.GetProperty("texts").EnumerateArray()
                .Select(text => (text.GetProperty("text").GetString()!, text.GetProperty("label").GetString()!)));
        }

        return [.. rows];
    }

    /// <summary>Columns review, sentiment and shop; every third text is of the shop in the south.</summary>
    public static string Csv((string Text, string Label)[] rows)
    {
        var csv = new StringBuilder("review,sentiment,shop\r\n");
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            csv.Append('"').Append(row.Text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append("\",");
            csv.Append(row.Label).Append(',').Append(i % 3 == 0 ? "south" : "north").Append("\r\n");
        }

        return csv.ToString();
    }

    /// <summary>Lets a file go over the middle of the page.</summary>
    public static Task DropAsync(this TextPage page, string name, string content) => page.Page.EvaluateAsync(
        """
        ([name, content]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([content], name));
          const target = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
          for (const type of ['dragover', 'drop']) {
            target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
          }
        }
        """,
        new[] { name, content });

    public static ILocator Answer(this TextPage page) => page.Page.Locator("#answer");

    public static ILocator RowCount(this TextPage page) => page.Page.Locator("#row-count");

    public static ILocator Button(this TextPage page, string name) =>
        page.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Waits until no text is left to read.</summary>
    public static async Task AllReadAsync(this TextPage page)
    {
        await Assertions.Expect(page.Answer()).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("#progress")).ToHaveCountAsync(0);
    }

    /// <summary>Shows the words of a label.</summary>
    public static Task ChooseLabelAsync(this TextPage page, string label) =>
        page.Page.Locator(".words-card").GetByRole(AriaRole.Radio, new() { Name = label, Exact = true }).CheckAsync();
}
