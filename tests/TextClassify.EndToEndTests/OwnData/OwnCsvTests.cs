using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using TextClassify.Infrastructure;

namespace TextClassify.OwnData;

/// <summary>A user's file becomes a served and explained model with the two commands of the README.</summary>
public sealed partial class OwnCsvTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("textclassify-own");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task TrainAndServe_CommandsOfTheReadme_ExplainTheUsersOwnTexts()
    {
        var stop = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "tickets.csv"), Tickets.Csv(), stop);

        var (code, output) = await TrainingProcess.RunAsync(_folder.FullName, ArgumentsOfTheReadme(), stop);

        Assert.True(code == 0, output);
        Assert.Contains("line 2: empty 'body'", output, StringComparison.Ordinal);

        await using var service = new ServiceProcess([], _folder.FullName, ("TEXTCLASSIFY__MODELS__DEFAULT", "tickets"));
        await service.ReadyAsync(stop);
        var refund = await AskAsync(service, "/classify", new { inputs = "please refund the invoice" }, stop);
        var broken = await AskAsync(
            service, "/explain", new { inputs = "the screen is broken again", method = "integrated_gradients" }, stop);

        Assert.Equal("billing", refund.GetProperty("label").GetString());
        Assert.Equal("support", broken.GetProperty("prediction").GetProperty("label").GetString());
        Assert.True(broken.GetProperty("certificate").GetProperty("converged").GetBoolean());
        Assert.Equal(
            "broken",
            broken.GetProperty("tokens").EnumerateArray().MaxBy(
                token => token.GetProperty("score").GetDouble()).GetProperty("text").GetString());
    }

    private static string[] ArgumentsOfTheReadme()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Folder, "README.md"));
        var command = TrainCommand().Match(readme);
        Assert.True(command.Success, "The README shows no command that trains on a CSV file.");

        return command.Groups["arguments"].Value.Trim().Split(' ');
    }

    private static async Task<JsonElement> AskAsync(ServiceProcess service, string path, object request, CancellationToken stop)
    {
        using var answer = await service.Http.PostAsJsonAsync(path, request, stop);
        answer.EnsureSuccessStatusCode();

        return (await answer.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("results")[0];
    }

    [GeneratedRegex(
        @"dotnet run -c Release --project src/TextClassify\.Training -- (?<arguments>train --csv [^\n]+)", RegexOptions.CultureInvariant)]
    private static partial Regex TrainCommand();
}
