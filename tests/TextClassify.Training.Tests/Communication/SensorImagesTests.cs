using System.IO.Compression;
using TextClassify.Training.Communication;
using TextClassify.Training.Data;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Communication;

public sealed class SensorImagesTests
{
    private const string Images = "train-images-idx3-ubyte.gz";
    private const string LabelFile = "train-labels-idx1-ubyte.gz";

    [Fact]
    public void Read_IdxFiles_AveragesPixels()
    {
        using var folder = new TemporaryFolder();
        byte[] pixels = new byte[2 * 784];
        pixels[784] = pixels[785] = 255;
        pixels[784 + 28] = 102;
        Write(folder, Images, [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28, .. pixels]);
        Write(folder, LabelFile, [0, 0, 8, 1, 0, 0, 0, 2, 9, 4]);

        var images = SensorImages.Read(folder.Root, side: 14);
        var (train, dev) = images.Split(0.5);

        Assert.Equal([9, 4], images.LabelOf);
        Assert.Equal(0.6f, images.Pixels[196], 1e-6);
        Assert.Equal(0.6f, images.Pixels.Sum(), 1e-6);
        Assert.Equal((1, 1), (train.Count, dev.Count));
        Assert.Equal(images.Pixels[196..], dev.Pixels);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 9, 1, 0, 0, 0, 1, 1 }, "is no IDX file of bytes")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 3, 1 }, "can't be read")]
    [InlineData(new byte[] { 0, 0, 8, 2, 255, 255, 255, 255, 0, 0, 0, 1 }, "more than")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 1 }, "holds no images")]
    public void Read_OtherFiles_AreRefused(byte[] bytes, string reason)
    {
        using var folder = new TemporaryFolder();
        Write(folder, Images, bytes);
        Write(folder, LabelFile, bytes);

        Assert.Contains(reason, Assert.Throws<DataException>(() => SensorImages.Read(folder.Root, 14)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFiles_SaysWhatBringsThem()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains(
            "apt-get install dataset-fashion-mnist",
            Assert.Throws<DataException>(() => SensorImages.Read(folder.Root, 14)).Message,
            StringComparison.Ordinal);
    }

    private static void Write(TemporaryFolder folder, string name, byte[] bytes)
    {
        using var file = new GZipStream(File.Create(Path.Combine(folder.Root, name)), CompressionLevel.Fastest);
        file.Write(bytes);
    }
}
