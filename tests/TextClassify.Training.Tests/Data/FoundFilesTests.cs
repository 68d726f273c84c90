using TextClassify.Training.Classifier;
using TextClassify.Training.Data;

namespace TextClassify.Training.Tests.Data;

/// <summary>A user's file, whatever wrote it, ends in rows to train on or in one sentence that says what to change.</summary>
public sealed class FoundFilesTests
{
    public static TheoryData<string> Usable => [.. UsableFiles.All.Keys];

    public static TheoryData<string> Refused => [.. RefusedFiles.All.Keys];

    [Theory]
    [MemberData(nameof(Usable))]
    public void Read_UsableFile_GivesItsRowsAndSaysWhatItTookThemFor(string name)
    {
        var file = UsableFiles.All[name];

        var data = Read(file.File, file.Content, file.TextColumn);

        Assert.Equal(file.Rows, data.Train.Count + data.Dev.Count);
        Assert.NotEmpty(data.Dev);
        Assert.Equal(file.Bad, data.BadRows.Count);
        Assert.Equal(file.Labels, data.Labels.Names);
        if (file.Said.Length > 0)
        {
            Assert.Contains(file.Said, string.Join('\n', data.Notes), StringComparison.Ordinal);
        }
        else
        {
            Assert.Empty(data.Notes);
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Read_FileOfNoUse_SaysWhatToChange(string name)
    {
        var (file, content, sentence) = RefusedFiles.All[name];

        var exception = Assert.Throws<DataException>(() => Read(file, content, "text"));

        Assert.Equal(sentence, exception.Message);
    }

    [Fact]
    public void Read_Accents_AreTheSameFromEveryEncoding()
    {
        foreach (string name in (string[])["Windows-1252", "mixed encodings"])
        {
            var file = UsableFiles.All[name];

            var data = Read(file.File, file.Content, "text");

            Assert.All(data.Train, row => Assert.StartsWith("d\u00e9j\u00e0 ", row.Text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("plain", 2)]
    [InlineData("Excel's sep= line", 3)]
    [InlineData("blank lines", 3)]
    [InlineData("CR", 2)]
    [InlineData("UTF-16 with its mark", 2)]
    [InlineData("JSON lines without some keys", 1)]
    public void Read_FirstRow_HasItsLine(string name, int line)
    {
        var file = UsableFiles.All[name];

        var data = Read(file.File, file.Content, "text");

        Assert.Equal(line, data.Train.Concat(data.Dev).Min(row => row.Line));
    }

    [Fact]
    public void Read_SeveralTextColumns_AreJoined()
    {
        var file = UsableFiles.All["several text columns"];

        var data = Read(file.File, file.Content, file.TextColumn);

        Assert.Contains("s 0\nb 0", data.Train.Concat(data.Dev).Select(row => row.Text));
    }

    private static RecipeData Read(string name, byte[] content, string textColumn)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write(name, content);
        var recipe = new Recipe { Name = "own", Description = "d", Source = "s", Train = [path], TextColumn = textColumn };
        return RecipeData.Read(recipe, folder.Root, TestContext.Current.CancellationToken);
    }
}
