using DynamicData;

namespace RxOfctl.DynamicData.Tests;

public class BothWaysTests
{
    [Fact]
    public void A_round_trip_under_edits_from_many_threads_gives_the_same()
    {
        using var source = new Caching.SourceCache<Item, int>(item => item.Key);
        using var back = source.AsDynamicDataCache().Connect().AsObservableCache().AsRxOfctlCache();
        using var there = source.AsDynamicDataCache().Connect(item => item.Key % 2 == 0).Transform(item => item.Text).AsObservableCache();
        Parallel.For(0, 8, editor =>
        {
            var random = new Random(editor);
            for (var edit = 0; edit < 500; edit++)
            {
                var key = random.Next(50);
                if (random.Next(3) == 0)
                    source.Remove(key);
                else
                    source.AddOrUpdate(new Item(key, $"{editor} {edit}"));
            }
        });

        Assert.Equal(source.KeyValues.OrderBy(pair => pair.Key), back.KeyValues.OrderBy(pair => pair.Key));
        Assert.Equal(
            source.KeyValues.Where(pair => pair.Key % 2 == 0).OrderBy(pair => pair.Key).Select(pair => pair.Value.Text),
            there.KeyValues.OrderBy(pair => pair.Key).Select(pair => pair.Value));
    }
}
