namespace TextClassify.Training.Communication;

/// <summary>Images that nodes see, averaged to a smaller side, with their labels.</summary>
/// <param name="Side">Of an image.</param>
/// <param name="Pixels">[n, side x side], 0 to 1.</param>
/// <param name="LabelOf">0 to 9.</param>
internal sealed record SensorImages(int Side, float[] Pixels, byte[] LabelOf)
{
    /// <summary>Of an image in the files.</summary>
    public const int FullSide = 28;

    public const int Labels = 10;

    /// <summary>Where Debian's package <c>dataset-fashion-mnist</c> lays its files.</summary>
    public const string DebianFolder = "/usr/share/datasets/fashion-mnist";

    public int Count => LabelOf.Length;

    /// <summary>The training files alone: nothing here reads the held-out ones.</summary>
    /// <param name="folder">Of the IDX files.</param>
    /// <param name="side">A divisor of 28.</param>
    /// <exception cref="DataException">They are not there, or no images of 28 pixels with as many labels from 0 to 9.</exception>
    public static SensorImages Read(string folder, int side)
    {
        if (!File.Exists(Path.Combine(folder, ImagesFile)))
        {
            throw new DataException($"There is no {ImagesFile} in {folder}; apt-get install dataset-fashion-mnist brings it.");
        }

        var (sizes, bytes) = IdxFile.Read(Path.Combine(folder, ImagesFile));
        var (labelSizes, labels) = IdxFile.Read(Path.Combine(folder, LabelsFile));
        if (sizes is not [var count, FullSide, FullSide] || labelSizes is not [var labelled] || labelled != count
            || labels.Any(label => label >= Labels))
        {
            throw new DataException(
                $"{folder} holds no images of {FullSide} x {FullSide} pixels with a label from 0 to {Labels - 1} each.");
        }

        return new(side, Average(bytes, count, side), labels);
    }

    /// <summary>The last share of the images, and those before it: the files are in no order.</summary>
    public (SensorImages Train, SensorImages Dev) Split(double share)
    {
        int dev = (int)Math.Ceiling(share * Count), train = Count - dev;
        return dev > 0 && train > 0
            ? (Part(0, train), Part(train, dev))
            : throw new DataException($"{Count} images are too few to set any aside.");
    }

    private const string ImagesFile = "train-images-idx3-ubyte.gz";
    private const string LabelsFile = "train-labels-idx1-ubyte.gz";

    private SensorImages Part(int first, int count) => new(
        Side, Pixels.AsSpan(first * Side * Side, count * Side * Side).ToArray(), LabelOf.AsSpan(first, count).ToArray());

    private static float[] Average(byte[] bytes, int count, int side)
    {
        int by = FullSide / side;
        float[] pixels = new float[count * side * side];
        for (int i = 0; i < bytes.Length; i++)
        {
            int image = i / (FullSide * FullSide), row = i / FullSide % FullSide, column = i % FullSide;
            pixels[(((image * side) + (row / by)) * side) + (column / by)] += bytes[i];
        }

        float scale = 1f / (byte.MaxValue * by * by);
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] *= scale;
        }

        return pixels;
    }
}
