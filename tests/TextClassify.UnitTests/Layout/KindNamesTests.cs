namespace TextClassify.Layout;

public sealed class KindNamesTests
{
    [Fact]
    public void Others_EverySource_NamesNoKind()
    {
        var names = KindNames.NamesOf(KindNames.OfKinds().Select(File.ReadAllText));

        Assert.Empty(
            from file in KindNames.Others()
            let found = names.Match(File.ReadAllText(file))
            where found.Success
            select $"{Path.GetRelativePath(Solution.Folder, file)}: {found.Value}");
    }

    [Theory]
    [InlineData("if (model is LoadedAspectModel aspects)")]
    [InlineData("using TextClassify.Models.Aspect;")]
    [InlineData("if (manifest.Architecture == \"mzu_lm\")")]
    [InlineData("models.filter((item) => item.task === 'aspect_sentiment')")]
    public void NamesOf_TheKindsThereAre_FindsThem(string source) =>
        Assert.Matches(KindNames.NamesOf(KindNames.OfKinds().Select(File.ReadAllText)), source);

    [Theory]
    [InlineData("if (model is IAspectClassifier { Aspects: var pass })")]
    [InlineData("\"forward.onnx\"")]
    [InlineData("A language model reads characters.")]
    public void NamesOf_CapabilitiesAndWords_AreFree(string source) =>
        Assert.DoesNotMatch(KindNames.NamesOf(KindNames.OfKinds().Select(File.ReadAllText)), source);
}
