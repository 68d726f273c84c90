using System.Text;
using System.Text.Json.Nodes;
using TextClassify.HiddenStates.Maps;
using TextClassify.Models;
using TextClassify.Text;
using TextClassify.UnitTests.HiddenStates.Projection;
using TextClassify.UnitTests.Models;

namespace TextClassify.UnitTests.HiddenStates.Maps;

public sealed class ReferenceMapsTests
{
    private const string Forward = "map-forward.bin";
    private const int HeadAt = 12;

    [Fact]
    public void Read_PackageWithMaps_GivesOneAKind()
    {
        var maps = Read(new TinyPackage());

        Assert.Empty(maps.Refused);
        Assert.Equal([StateKind.Forward, StateKind.Backward, StateKind.Word], maps.Maps.Select(map => map.Header.Kind));
        var map = maps.Of(StateKind.Forward)!;
        Assert.Equal(map.Header.Points, map.Points.Count);
        Assert.Equal(map.Blob.ToArray(), PointsBlob.Write(map.Points));
        Assert.All(map.Points.Rows, row => Assert.InRange(row, 0, maps.Corpus!.Texts.Count - 1));
        Assert.All(
            map.Header.NeighbourDistances.Zip(map.Header.NeighbourDistances.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
    }

    [Fact]
    public void Place_StatesTogetherAndAlone_GivesTheSameBits()
    {
        var map = Read(new TinyPackage()).Of(StateKind.Word)!;
        float[] states = Clouds.Of(13, map.Header.Width);

        var together = map.Place(states, map.Nearest(states, ReferenceMap.PlacementNeighbours, Clouds.Work), Clouds.Work);

        for (int i = 0; i < together.Length; i++)
        {
            var state = states.AsMemory(i * map.Header.Width, map.Header.Width);
            Assert.Equal(
                together[i],
                Assert.Single(map.Place(state, map.Nearest(state, ReferenceMap.PlacementNeighbours, Clouds.Work), Clouds.Work)));
        }
    }

    [Fact]
    public void Place_StateFarFromAll_SaysSo()
    {
        var map = Read(new TinyPackage()).Of(StateKind.Forward)!;
        float[] near = new float[map.Header.Width], far = [.. Enumerable.Repeat(100f, map.Header.Width)];
        map.CopyState(0, near);

        Assert.Equal(
            100, Assert.Single(map.Place(far, map.Nearest(far, ReferenceMap.PlacementNeighbours, Clouds.Work), Clouds.Work)).Percentile);
        Assert.InRange(
            Assert.Single(map.Place(near, map.Nearest(near, ReferenceMap.PlacementNeighbours, Clouds.Work), Clouds.Work)).Percentile,
            0,
            99);
    }

    [Fact]
    public void Read_MapOfAnotherModel_IsRefusedByNameAndTheOthersStay()
    {
        var maps = Read(Edited(header => header["modelSha256"] = new string('a', 64)));

        string sentence = Assert.Single(maps.Refused).ToString();
        Assert.StartsWith(
            $"map-forward.bin was made from the model {new string('a', 64)} and this is ", sentence, StringComparison.Ordinal);
        Assert.EndsWith("; build it again with 'map build'.", sentence, StringComparison.Ordinal);
        Assert.Equal([StateKind.Backward, StateKind.Word], maps.Maps.Select(map => map.Header.Kind));
    }

    [Theory]
    [InlineData("schemaVersion", "2", "has schema version 2; this build reads 1.")]
    [InlineData("kind", "\"word\"", "shows Word states where its name says Forward.")]
    [InlineData("corpusSha256", "\"x\"", "was made with another corpus.json, of SHA-256 x; build it again with 'map build'.")]
    [InlineData("width", "6", "has states of width 6 where the model's are 5 wide.")]
    [InlineData("points", "1", "has 1 points; a map has at least 2.")]
    [InlineData("points", "3", "bytes after its head where 3 points of width 5 take 207.")]
    [InlineData("neighbourDistances", "[1]", "has 1 distances, 2 shares and 40 bins; it takes 101, 2 and 40.")]
    [InlineData("unknown", "1", "is not valid at $.unknown")]
    public void Read_HeadThatDoesNotFit_IsRefused(string property, string json, string reason)
    {
        var maps = Read(Edited(header => header[property] = JsonNode.Parse(json)));

        Assert.Contains(reason, Assert.Single(maps.Refused).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(500)]
    [InlineData(-1)]
    public void Read_CutFile_IsRefused(int length)
    {
        byte[] content = new TinyPackage()[Forward];

        var maps = Read(new TinyPackage().Honestly(Forward, content[..(length < 0 ? content.Length + length : length)]));

        Assert.Equal(Forward, Assert.Single(maps.Refused).File);
    }

    [Fact]
    public void Read_NoCorpus_RefusesEveryMap()
    {
        var maps = Read(new TinyPackage().Without(ReferenceCorpus.FileName));

        Assert.Null(maps.Corpus);
        Assert.Equal(3, maps.Refused.Length);
        Assert.Equal("map-forward.bin has no corpus.json to stand on.", maps.Refused[0].ToString());
    }

    [Theory]
    [InlineData("""{"rows": 3}""", "counts 3 texts and holds 40; it must hold at least 1 and at most those it counts.")]
    [InlineData("""{"rows": 41}""", "has a confusion matrix of 40 texts where it counts 41.")]
    [InlineData("""{"confusion": [[1]]}""", "has a confusion matrix that is not 3 by 3 counts.")]
    [InlineData("""{"modelSha256": "x"}""", "was made from the model x and this is ")]
    [InlineData("""{"schemaVersion": 9}""", "has schema version 9; this build reads 1.")]
    public void Read_CorpusThatDoesNotFit_IsRefusedWithItsMaps(string change, string reason)
    {
        var package = new TinyPackage();
        var corpus = JsonNode.Parse(package[ReferenceCorpus.FileName])!.AsObject();
        foreach (var (property, value) in JsonNode.Parse(change)!.AsObject())
        {
            corpus[property] = value?.DeepClone();
        }

        var maps = Read(package.Honestly(ReferenceCorpus.FileName, Encoding.UTF8.GetBytes(corpus.ToJsonString())));

        Assert.Null(maps.Corpus);
        Assert.Contains(reason, maps.Refused[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(4, maps.Refused.Length);
    }

    [Theory]
    [InlineData(20, (byte)200, "has a state of text ")]
    [InlineData(24, (byte)12, "has a state of token ")]
    [InlineData(26, (byte)3, "has a label at point 0 that is none of the model's 3.")]
    public void Read_PointThatIsNowhere_IsRefused(int bytesBefore, byte value, string reason)
    {
        byte[] content = new TinyPackage()[Forward];
        int head = BitConverter.ToInt32(content, 8), points = BitConverter.ToInt32(content, HeadAt + head + 8);

        content[HeadAt + head + PointsBlob.HeadBytes + (points * bytesBefore)] = value;

        Assert.Contains(
            reason, Assert.Single(Read(new TinyPackage().Honestly(Forward, content)).Refused).ToString(), StringComparison.Ordinal);
    }

    private static ReferenceMaps Read(TinyPackage package)
    {
        var reading = AnyPackage.Read(new TinyPackage(), TinyPackage.Name, TinyPackage.Version).Package!;
        var manifest = AnyPackage.Read(package, TinyPackage.Name, TinyPackage.Version).Package?.Manifest ?? reading.Manifest;
        return ReferenceMaps.Read(package, manifest, new TextEncoder(reading.Vocabulary, manifest.Tokenizer.MaxTokens));
    }

    /// <summary>The tiny package with another head on its forward map.</summary>
    private static TinyPackage Edited(Action<JsonNode> edit)
    {
        byte[] content = new TinyPackage()[Forward];
        int length = BitConverter.ToInt32(content, 8);
        var header = JsonNode.Parse(content.AsSpan(HeadAt, length))!;
        edit(header);
        byte[] head = Encoding.UTF8.GetBytes(header.ToJsonString());
        byte[] padded = [.. head, .. Enumerable.Repeat((byte)' ', (4 - (head.Length % 4)) % 4)];
        return new TinyPackage().Honestly(
            Forward, [.. content[..8], .. BitConverter.GetBytes(padded.Length), .. padded, .. content[(HeadAt + length)..]]);
    }
}
