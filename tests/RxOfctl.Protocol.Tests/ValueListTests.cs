namespace RxOfctl.Protocol.Tests;

public class ValueListTests
{
    [Fact]
    public void Lists_of_equal_items_in_the_same_order_are_equal()
    {
        ValueList<string> list = ["a", "b"];

        Assert.Equal(["a", "b"], list);
        Assert.True(list == ["a", "b"]);
        Assert.Equal(list.GetHashCode(), new[] { "a", "b" }.ToValueList().GetHashCode());
        Assert.True(list != ["b", "a"]);
        Assert.True(list != ["a"]);
        Assert.True(default == ValueList.Create<string>([]));
    }

    [Fact]
    public void An_unset_list_is_empty()
    {
        ValueList<string> list = default;

        Assert.True(list.IsEmpty);
        Assert.Empty(list);
        Assert.Equal("", list.ToString());
        Assert.Throws<IndexOutOfRangeException>(() => list[0]);
        foreach (var item in list)
            Assert.Fail(item);
    }

    [Fact]
    public void Lists_are_joined()
    {
        ValueList<int> list = [1, 2];

        Assert.Equal([1, 2, 3], list.Concat([3]));
        Assert.Equal([1, 2], list.Concat([]));
        Assert.Equal([1, 2], default(ValueList<int>).Concat(list));
        Assert.Equal("1,2", list.ToString());
    }
}
