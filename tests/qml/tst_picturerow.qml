import QtQuick
import QtTest
import Kiosk

/*! Pictures in a text: their room, their words, and what a screen reader is told. */
Item {
    id: scene

    width: 1200
    height: 900

    function picture(alt: string, caption: string, ratio: real): var {
        return {
            "source": "image://icon/dna/0f4c5c",
            "alt": alt,
            "caption": caption,
            "rights": "",
            "ratio": ratio
        };
    }

    TextBlock {
        id: block

        width: 1140
        kind: "picture"
        text: ""
        markup: ""
        level: 0
        items: []
        table: null
        links: []
        pictures: []
        meaningOf: id => ""
    }

    TestCase {
        name: "PictureRow"
        when: windowShown
        visible: true

        function cleanup(): void {
            block.pictures = [];
            block.width = 1140;
            Theme.textSize = 100;
            Theme.name = "paper";
        }

        function all(kind: var): list<Item> {
            const found = [];
            const waiting = [block];
            while (waiting.length) {
                const item = waiting.shift();
                if (item instanceof kind && item.visible)
                    found.push(item);
                waiting.push(...item.children);
            }
            return found;
        }

        function test_pictures_that_follow_each_other_stand_side_by_side(): void {
            block.pictures = [1, 2, 3].map(n => scene.picture("Picture " + n, "Caption " + n, 1.6));
            const images = all(Image);
            compare(images.length, 3);
            const tops = images.map(image => image.mapToItem(block, 0, 0).y);
            compare(tops[1], tops[0]);
            compare(tops[2], tops[0]);
            compare(all(PageText).map(text => text.text), ["Caption 1", "Caption 2", "Caption 3"]);
        }

        function test_where_there_is_no_room_they_stand_below_each_other(): void {
            block.width = 600;
            Theme.textSize = 200;
            block.pictures = [1, 2].map(n => scene.picture("Picture " + n, "", 1.6));
            const images = all(Image);
            tryVerify(() => images[1].mapToItem(block, 0, 0).y > images[0].mapToItem(block, 0, images[0].height).y);
        }

        function test_a_picture_keeps_its_form_and_leaves_room_for_the_text_data(): var {
            return [0.5, 1, 1.6, 4, 12].map(ratio => ({
                        "tag": String(ratio),
                        "ratio": ratio
                    }));
        }

        function test_a_picture_keeps_its_form_and_leaves_room_for_the_text(row: var): void {
            for (const size of [100, 125, 150, 200])
                for (const width of [500, 1140]) {
                    Theme.textSize = size;
                    block.width = width;
                    block.pictures = [scene.picture("Picture", "Caption", row.ratio)];
                    const image = all(Image)[0];
                    fuzzyCompare(image.width / image.height, row.ratio, row.ratio * 0.05);
                    verify(image.width <= width);
                    verify(image.height <= Theme.mm(76));
                }
        }

        function test_the_caption_of_one_alone_stands_beside_it_where_there_is_room(): void {
            block.pictures = [scene.picture("Picture", "A caption", 1.6)];
            const image = all(Image)[0];
            const words = all(PageText)[0];
            const right = image.mapToItem(block, image.width, 0).x;
            verify(words.mapToItem(block, 0, 0).x > right);
            verify(block.implicitHeight <= image.height + 2 * Theme.gap);
            block.width = 500;
            tryVerify(() => words.mapToItem(block, 0, 0).y >= image.mapToItem(block, 0, image.height).y);
        }

        function test_it_is_drawn_in_the_place_that_was_kept_for_it(): void {
            block.pictures = [scene.picture("Picture", "", 1.6)];
            const height = block.implicitHeight;
            tryCompare(all(Image)[0], "status", Image.Ready);
            compare(block.implicitHeight, height);
        }

        function test_a_reader_hears_what_it_shows(): void {
            block.pictures = [scene.picture("A red cell", "A cell", 1.6)];
            const image = all(Image)[0];
            compare(image.Accessible.role, Accessible.Graphic);
            compare(image.Accessible.name, "A red cell");
            verify(!image.Accessible.ignored);
        }

        function test_a_decoration_says_nothing(): void {
            block.pictures = [scene.picture("", "", 1.6)];
            verify(all(Image)[0].Accessible.ignored);
        }

        function test_its_card_is_white_in_each_theme(): void {
            block.pictures = [scene.picture("A red cell", "A cell", 1.6)];
            for (const name of ["paper", "light", "dark"]) {
                Theme.name = name;
                const card = all(Image)[0].parent as Rectangle;
                compare(card.color, "#ffffff");
                compare(all(PageText)[0].color, name === "paper" ? "#22262b" : "#000000");
            }
        }
    }
}
